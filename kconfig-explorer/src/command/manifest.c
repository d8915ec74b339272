#include "command/explorer.h"
int command_manifest(int argc, char **argv){return argc && argv ? 0:1;}
