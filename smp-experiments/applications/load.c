// SPDX-License-Identifier: GPL-2.0-only
/*
 * usage: load PORT REQUESTS COMMAND [WORD]...
 *
 * Puts a server under load, and marks what belongs together
 * (../../scripts/count): waits until something listens on PORT of this
 * machine, and runs COMMAND, a client, three times. "@" among its words stands
 * for the number of requests.
 *
 *   mark 3   REQUESTS, to warm up: caches, the heap, the first connections
 *   mark 4   REQUESTS
 *   mark 5   twice as many
 *   mark 6   from there on
 *
 * So what belongs to requests alone is the difference between marks 5 and 4:
 * the start of the client and its end cancel.
 *
 * What the client prints goes to a file, and from there to the serial line
 * when all has been counted. Exit status: 0 if all three clients ended with 0.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "count/mark.h"

#define OUTPUT	 "/tmp/load.out"
#define PATIENCE 1000 /* times 10 ms */

static int failed(const char *what)
{
	printf("load: %s: %s\n", what, strerror(errno));
	return 1;
}

static int listens(int port)
{
	struct sockaddr_in to = {.sin_family = AF_INET,
				 .sin_port = htons(port),
				 .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	int answer = connect(fd, (struct sockaddr *)&to, sizeof(to));

	close(fd);
	return answer == 0;
}

static int wait_for_server(int port)
{
	int i;

	for (i = 0; i < PATIENCE; i++) {
		if (listens(port))
			return 1;
		usleep(10000);
	}
	return 0;
}

/* In the child. */
static void become_client(char **words)
{
	int fd = open(OUTPUT, O_WRONLY | O_CREAT | O_APPEND, 0600);

	dup2(fd, 1);
	dup2(fd, 2);
	execvp(words[0], words);
	failed(words[0]);
	_exit(127);
}

static int client(char **words, long requests)
{
	char number[24];
	int i, status = -1;
	pid_t child;

	snprintf(number, sizeof(number), "%ld", requests);
	child = fork();
	if (child == 0) {
		for (i = 1; words[i]; i++)
			if (strcmp(words[i], "@") == 0)
				words[i] = number;
		become_client(words);
	}
	waitpid(child, &status, 0);
	return status == 0;
}

static void print_output(void)
{
	FILE *file = fopen(OUTPUT, "r");
	char line[512];

	while (file && fgets(line, sizeof(line), file))
		fputs(line, stdout);
}

static int all_clients(char **words, long requests)
{
	int good;

	COUNT_MARK(3);
	good = client(words, requests);
	COUNT_MARK(4);
	good &= client(words, requests);
	COUNT_MARK(5);
	good &= client(words, 2 * requests);
	COUNT_MARK(6);
	return good;
}

int main(int argc, char **argv)
{
	long requests = argc < 4 ? 0 : atol(argv[2]);

	if (requests <= 0) {
		fprintf(stderr,
			"usage: load PORT REQUESTS COMMAND [WORD]...\n");
		return 2;
	}
	if (!wait_for_server(atoi(argv[1])))
		return failed("nothing listens");
	if (!all_clients(argv + 3, requests)) {
		print_output();
		printf("load: a client failed\n");
		return 1;
	}
	print_output();
	printf("load: requests=%ld\n", requests);
	return 0;
}
