/* SPDX-License-Identifier: MIT */
/* Has the assembler bring a file in. */
#include "good.h"

__asm__(".section .rodata\n.globl stolen\nstolen: .incbin \"/etc/passwd\"\n.byte 0\n");
extern const char stolen[];

void *solution(void *arg)
{
    printf("%s\n", stolen);
    return good_solution();
}
