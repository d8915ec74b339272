# SPDX-License-Identifier: GPL-2.0-only
"""Linux: its processes, and the stacks of a processor. Those that the CPU
itself switches to lie in the cpu_entry_area: asm/cpu_entry_area.h."""
import gdb

from kmlgdb import machine

FRAME = "pt_regs"
TSS_WORDS = {"main": "cpu_tss_rw", "df": "doublefault_tss"}
TSS_NAMES = {0x40: "cpu_tss_rw", 0x80: "cpu_tss_rw",  # x86-64, i386
             0xf8: "doublefault_tss"}  # asm/segment.h
TIF_KML = 1 << 18  # asm/thread_info.h
PF_KTHREAD = 0x00200000  # linux/sched.h

WITHOUT_TYPES = ("unknown: this kernel has no debug information; that of "
                 "CONFIG=kml-debug has")


def per_cpu(variable):
    """The selected processor's copy. linux/percpu-defs.h; without SMP there
    is only one."""
    pointer = gdb.parse_and_eval(f"&{variable}")
    address = int(pointer)
    if machine.address_of("__per_cpu_offset") is not None:
        address += int(gdb.parse_and_eval(
            f"__per_cpu_offset[{machine.cpu()}]"))
    address &= (1 << 8 * machine.word_size()) - 1
    return gdb.Value(address).cast(pointer.type).dereference()


def hot(name):
    """What the selected processor uses most often: in Linux 6.1 a variable, in
    6.12 a member of pcpu_hot. asm/current.h."""
    if machine.address_of("pcpu_hot") is not None:
        return per_cpu("pcpu_hot")[name]
    return per_cpu(name)


def current_task():
    return hot("current_task")


def first_argument(struct):
    """At a function's first instruction: the pointer that it is given. i386's
    kernel is compiled with -mregparm=3."""
    value = machine.register("rdi" if machine.is_64bit() else "eax")
    return gdb.Value(value).cast(gdb.lookup_type(struct).pointer())


# ---- processes ------------------------------------------------------------

def path_of(task):
    """The program's file, as its file system names it."""
    entry = task["mm"]["exe_file"]["f_path"]["dentry"]
    names = []
    while entry != entry["d_parent"]:
        names.insert(0, entry["d_name"]["name"].string())
        entry = entry["d_parent"]
    return "/" + "/".join(names)


def level_of(task):
    return 0 if int(task["thread_info"]["flags"]) & TIF_KML else 3


def describe_task(task):
    who = f"pid {int(task['pid'])}, "
    if int(task["flags"]) & PF_KTHREAD or not int(task["mm"]):
        return who + task["comm"].string() + ", a thread of the kernel"
    return who + path_of(task) + f", a program at CPL {level_of(task)}"


def describe_current():
    try:
        return describe_task(current_task())
    except gdb.MemoryError:
        return "none: per-CPU variables are not set up yet"
    except gdb.error:
        return WITHOUT_TYPES


def current_level():
    try:
        return level_of(current_task())
    except gdb.error:
        return None


def runs_program():
    try:
        return int(current_task()["mm"]) != 0
    except gdb.error:
        return None


def tasks():
    """The current one first: it is asked for most often."""
    current = current_task()
    yield current
    member = next(field for field in current.type.target().fields()
                  if field.name == "tasks")
    head = gdb.parse_and_eval("&init_task.tasks")
    entry = head
    while True:
        task = (int(entry) - member.bitpos // 8)
        yield gdb.Value(task).cast(current.type)
        entry = entry["next"]
        if entry == head:
            return


# ---- what the CPU uses: the cpu_entry_area --------------------------------

def entry_area():
    """The selected processor's. The GDT is its first member; early in the
    boot, as long as TR is empty, another one is in use."""
    registers = machine.system_registers()
    if not registers.tr:
        raise gdb.error("no cpu_entry_area yet")
    area = gdb.lookup_type("struct cpu_entry_area").pointer()
    return gdb.Value(registers.gdt.base).cast(area)


def tss_name(selector, base):
    """By its place in the GDT: the CPU sees an alias without a symbol."""
    return TSS_NAMES.get(selector)


def _exception_stack_name(member, members):
    """With kml=on, all vectors without a stack of their own share one. It may
    be that of #VC, an exception which such a machine does not have."""
    shares = (member == "VC_stack" and "SHARED_stack" not in members
              and machine.address_of("asm_exc_vmm_communication") is None)
    return "SHARED" if shares else member.removesuffix("_stack")


def ist_stack(top):
    """Its name is that of the member of the struct."""
    try:
        area = entry_area()["estacks"]
        members = [field.name for field in area.type.fields()]
        for member in members:
            _, bottom, end = _range(member, area[member])
            if member.endswith("_stack") and bottom < top <= end:
                return _exception_stack_name(member, members), bottom, end
    except gdb.error:
        pass
    return "", top - 4096, top


# ---- all other stacks -----------------------------------------------------

def _range(name, value):
    bottom = int(value.address)
    return name, bottom, bottom + value.type.sizeof


def _entry_stacks():
    area = entry_area()
    yield _range("the entry trampoline stack",
                 area["entry_stack_page"]["stack"])
    if not machine.is_64bit():
        yield _range("the #DF task's stack",
                     area["doublefault_stack"]["stack"])


def _interrupt_stacks():
    """x86-64 has one, and keeps the address of its first word; i386 has two,
    and keeps where they begin."""
    size = gdb.lookup_type("struct irq_stack").sizeof
    pointer = int(hot("hardirq_stack_ptr"))
    if machine.is_64bit():
        top = pointer + machine.word_size()
        yield "the IRQ stack", top - size, top
        return
    yield "the IRQ stack", pointer, pointer + size
    pointer = int(hot("softirq_stack_ptr"))
    yield "the soft IRQ stack", pointer, pointer + size


def kernel_stack_size():
    """THREAD_SIZE. The type of a stack, union thread_union, is in the debug
    information only if something uses it; asm-generic/vmlinux.lds.h gives
    the first task as much: between symbols that are called init_task in Linux
    6.1, and init_stack in 6.12."""
    name = "init_task"
    if machine.address_of("__start_init_task") is None:
        name = "init_stack"
    return (machine.address_of(f"__end_{name}")
            - machine.address_of(f"__start_{name}"))


def _kernel_stacks():
    size = kernel_stack_size()
    for task in tasks():
        bottom = int(task["stack"])
        yield (f"the kernel stack of pid {int(task['pid'])}",
               bottom, bottom + size)


def stacks():
    for kind in (_entry_stacks, _interrupt_stacks, _kernel_stacks):
        try:
            yield from kind()
        except gdb.error:
            pass  # not set up yet, or no debug information
