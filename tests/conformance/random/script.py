# SPDX-License-Identifier: MIT
"""Scripts as text, see script.h, read into operations for play.py."""


class Op:
    def __init__(self, line, words):
        self.line, self.word, self.words = line, words[0], words[1:]
        self.body, self.cleanup = [], []

    def number(self, i=0):
        return int(self.words[i])

    def seconds(self, i=0):
        return float(self.words[i])

    def limit(self, i):
        return None if self.seconds(i) == -1 else self.seconds(i)


BLOCKS = ('timeout', 'group', 'lock', 'semaphore', 'condition', 'catch', 'protect',
          'finally', 'repeat')


class Script:
    def __init__(self, lines):
        self.lines = enumerate(lines, 1)
        self.seed = next(self.lines)[1].split()[1]
        settings = [int(word) for word in next(self.lines)[1].split()[1:]]
        self.semaphores, self.queues, self.parties = (settings[:4], settings[4:12],
                                                      settings[12:])
        self.bodies = {'task': [], 'generator': [], 'callback': []}
        for _, text in self.lines:
            self.bodies[text.strip()].append(self.block()[0])

    def block(self):
        ops = []
        for line, text in self.lines:
            words = text.split()
            if words[0] in ('end', 'cleanup'):
                return ops, words[0]
            op = Op(line, words)
            ops.append(op)
            if op.word in BLOCKS:
                op.body, ending = self.block()
                if ending == 'cleanup':
                    op.cleanup, _ = self.block()
        raise SyntaxError('a block does not end')


def read_scripts(file):
    """All that are in a file; each ends with a line "run"."""
    lines = []
    for line in file:
        if line.strip() != 'run':
            lines.append(line)
        else:
            yield Script(lines)
            lines = []
