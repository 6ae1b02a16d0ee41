/// What the C library declares only to those that ask for all of GNU.

/// Gives the calling thread a network namespace of its own; 0, or -1 with `errno` set.
int enter_new_network_namespace(void);
