// SPDX-License-Identifier: GPL-2.0-only
/* io_uring: system calls through memory that is shared with the kernel. The
 * kernel does some of the work in a thread that it adds to the program's. */
#include "kml_test.h"

#include <errno.h>
#include <linux/io_uring.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>

struct ring {
	int fd;
	struct io_uring_params parameters;
	char *queues;
	struct io_uring_sqe *requests;
};

static void *map_ring(int fd, size_t size, off_t what)
{
	void *memory =
		mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, what);

	ASSERT_NE(memory, MAP_FAILED);
	return memory;
}

static struct ring make_ring(void)
{
	struct ring ring = {0};

	ring.fd = (int)syscall(SYS_io_uring_setup, 4, &ring.parameters);
	if (ring.fd < 0 && errno == ENOSYS)
		skip("this kernel has no io_uring");
	ASSERT_GE(ring.fd, 0);
	ASSERT_TRUE(ring.parameters.features & IORING_FEAT_SINGLE_MMAP);
	ring.queues = map_ring(ring.fd, 2 * PAGE, IORING_OFF_SQ_RING);
	ring.requests = map_ring(ring.fd, PAGE, IORING_OFF_SQES);
	return ring;
}

static volatile unsigned int *word(struct ring *ring, unsigned int offset)
{
	return (volatile unsigned int *)(ring->queues + offset);
}

/* Submits one request and waits for its result. */
static int result_of(struct ring *ring, const struct io_uring_sqe *request)
{
	const struct io_sqring_offsets *sq = &ring->parameters.sq_off;
	const struct io_cqring_offsets *cq = &ring->parameters.cq_off;
	unsigned int tail = *word(ring, sq->tail);
	unsigned int slot = tail & *word(ring, sq->ring_mask);
	unsigned int head = *word(ring, cq->head);
	const struct io_uring_cqe *done =
		(const struct io_uring_cqe *)(ring->queues + cq->cqes) +
		(head & *word(ring, cq->ring_mask));

	ring->requests[slot] = *request;
	word(ring, sq->array)[slot] = slot;
	__atomic_store_n(word(ring, sq->tail), tail + 1, __ATOMIC_RELEASE);
	ASSERT_EQ(syscall(SYS_io_uring_enter, ring->fd, 1, 1,
			  IORING_ENTER_GETEVENTS, NULL, 0),
		  1);
	ASSERT_EQ(__atomic_load_n(word(ring, cq->tail), __ATOMIC_ACQUIRE),
		  head + 1);
	ASSERT_EQ(done->user_data, request->user_data);
	__atomic_store_n(word(ring, cq->head), head + 1, __ATOMIC_RELEASE);
	return done->res;
}

TEST(io_uring_nop, "io_uring: nothing, 100 times")
{
	struct ring ring = make_ring();
	struct io_uring_sqe nop = {.opcode = IORING_OP_NOP};
	int i;

	for (i = 0; i < 100; i++) {
		nop.user_data = (unsigned int)i;
		ASSERT_EQ(result_of(&ring, &nop), 0);
	}
	ASSERT_EQ(cpl(), expected_cpl);
}

static void read_through(unsigned char flags)
{
	struct ring ring = make_ring();
	char text[6] = "";
	struct io_uring_sqe read = {.opcode = IORING_OP_READ,
				    .flags = flags,
				    .addr = (unsigned long)text,
				    .len = 5,
				    .user_data = 9};
	int ends[2];

	ASSERT_EQ(pipe(ends), 0);
	ASSERT_EQ(write(ends[1], "hello", 5), 5);
	read.fd = ends[0];
	ASSERT_EQ(result_of(&ring, &read), 5);
	ASSERT_EQ(strcmp(text, "hello"), 0);
	ASSERT_EQ(cpl(), expected_cpl);
}

TEST(io_uring_read, "io_uring: read")
{
	read_through(0);
}

TEST(io_uring_worker, "io_uring: read by a kernel thread of the program")
{
	read_through(IOSQE_ASYNC);
}
