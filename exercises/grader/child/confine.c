/* SPDX-License-Identifier: MIT */
/* Give up what no exercise needs, before the learner's code gets the thread. */
#define _GNU_SOURCE
#include "confined.h"

#if defined __linux__

#include <elf.h>
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The machine's number, from this program's own ELF header. */
extern const Elf64_Ehdr __ehdr_start __attribute__((weak, visibility("hidden")));

#define LOAD(field) \
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define GIVE(what) BPF_STMT(BPF_RET | BPF_K, (what))
/* The two statements after an IF are for the case that it holds. */
#define SKIP_UNLESS(value, n) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (n))
#define REFUSED(number) SKIP_UNLESS(number, 1), GIVE(SECCOMP_RET_ERRNO | EPERM)
#define LOW_ARGUMENT(i) LOAD(args[i])
#define HIGH_ARGUMENT(i) \
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[i]) + 4)
#define NUMBER_AGAIN LOAD(nr)
/* Signals only to this process itself. */
#define ONLY_TO(number, self) \
    SKIP_UNLESS(number, 4), LOW_ARGUMENT(0), SKIP_UNLESS(self, 1), \
    GIVE(SECCOMP_RET_ALLOW), GIVE(SECCOMP_RET_ERRNO | EPERM)

/* Only with NULL as its i-th argument: a limit may be asked for, not set. */
#define ONLY_WITHOUT(number, i) \
    SKIP_UNLESS(number, 6), LOW_ARGUMENT(i), SKIP_UNLESS(0, 3), HIGH_ARGUMENT(i), \
    SKIP_UNLESS(0, 1), GIVE(SECCOMP_RET_ALLOW), GIVE(SECCOMP_RET_ERRNO | EPERM)

bool confine_self(void)
{
    const uint32_t self = (uint32_t)getpid();
    if (!&__ehdr_start)
        return false;
    const uint32_t machine = (uint32_t)__ehdr_start.e_machine | __AUDIT_ARCH_64BIT |
                             __AUDIT_ARCH_LE;
    struct sock_filter rules[] = {
        LOAD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, machine, 1, 0),
        GIVE(SECCOMP_RET_KILL),
        NUMBER_AGAIN,
        /* another numbering of the same machine's calls */
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
        GIVE(SECCOMP_RET_KILL),
        ONLY_TO(SYS_kill, self),
        ONLY_TO(SYS_tgkill, self),
        ONLY_WITHOUT(SYS_prlimit64, 2),
        /* threads, not processes */
        SKIP_UNLESS(SYS_clone, 4),
        LOW_ARGUMENT(0),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 0, 1),
        GIVE(SECCOMP_RET_ALLOW),
        GIVE(SECCOMP_RET_ERRNO | EAGAIN),
        SKIP_UNLESS(SYS_clone3, 1),
        GIVE(SECCOMP_RET_ERRNO | ENOSYS),   /* libc then takes clone */
#ifdef SYS_fork
        REFUSED(SYS_fork), REFUSED(SYS_vfork),
#endif
        REFUSED(SYS_execve), REFUSED(SYS_execveat), REFUSED(SYS_ptrace),
        REFUSED(SYS_tkill), REFUSED(SYS_rt_sigqueueinfo),
        REFUSED(SYS_rt_tgsigqueueinfo), REFUSED(SYS_pidfd_open),
        REFUSED(SYS_pidfd_send_signal), REFUSED(SYS_process_vm_readv),
        REFUSED(SYS_process_vm_writev), REFUSED(SYS_socket),
        REFUSED(SYS_mount), REFUSED(SYS_unshare), REFUSED(SYS_setns), REFUSED(SYS_bpf),
        REFUSED(SYS_io_uring_setup), REFUSED(SYS_userfaultfd),
        REFUSED(SYS_perf_event_open), REFUSED(SYS_keyctl), REFUSED(SYS_setpgid),
        REFUSED(SYS_setsid), REFUSED(SYS_chroot), REFUSED(SYS_setrlimit),
        /* memory that no limit counts */
        REFUSED(SYS_memfd_create), REFUSED(SYS_shmget), REFUSED(SYS_msgget),
        REFUSED(SYS_semget), REFUSED(SYS_mq_open), REFUSED(SYS_add_key),
        REFUSED(SYS_request_key),
#ifdef SYS_memfd_secret
        REFUSED(SYS_memfd_secret),
#endif
        GIVE(SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = { sizeof rules / sizeof *rules, rules };

    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

#else

bool confine_self(void)
{
    return true;
}

#endif
