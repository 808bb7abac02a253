# SPDX-License-Identifier: MIT
"""Six readers, two connections."""
import asyncio
import os
import sqlite3
import tempfile
import time

CONNECTIONS = 2
BOOKS = ["Emma", "Dracula", "Ulysses", "Walden", "Faust", "Hamlet"]


def pause(seconds):
    time.sleep(seconds)
    return seconds


def connect(path):
    connection = sqlite3.connect(path, check_same_thread=False)
    connection.create_function("pause", 1, pause)
    return connection


def query(connection, number):
    return connection.execute(
        "SELECT title, pause(1) FROM books WHERE id = ?", (number,)).fetchone()[0]


async def reader(pool, free, number):
    async with free:
        connection = pool.pop()
        try:
            title = await asyncio.to_thread(query, connection, number)
            now = asyncio.get_running_loop().time()
            print(f"{now:.1f} s: reader {number} gets {title}")
        finally:
            pool.append(connection)


async def main():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "library.db")
        pool = [connect(path) for _ in range(CONNECTIONS)]
        pool[0].execute("CREATE TABLE books (id, title)")
        pool[0].executemany("INSERT INTO books VALUES (?, ?)", enumerate(BOOKS, 1))
        pool[0].commit()
        free = asyncio.Semaphore(CONNECTIONS)
        await asyncio.gather(*(reader(pool, free, n + 1) for n in range(len(BOOKS))))
        for connection in pool:
            connection.close()


asyncio.run(main())
