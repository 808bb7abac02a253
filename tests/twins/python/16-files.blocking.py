# SPDX-License-Identifier: MIT
# The asyncio twin of lessons/16-files, demo blocking.
import asyncio
import time

BOOKS = {"atlas": "all the seas\n", "bible": "in the beginning\n",
         "cookbook": "take two eggs\n"}


def fetch(title):
    time.sleep(1)
    with open(title) as book:
        print(f"{title}: {book.readline()}", end="")


async def go(title):
    fetch(title)


async def send_a_thread(title):
    await asyncio.to_thread(fetch, title)


async def read_all(how, reader):
    loop = asyncio.get_running_loop()
    start = loop.time()
    await asyncio.gather(*(reader(title) for title in BOOKS))
    print(f"{how}: {loop.time() - start:.1f} s")


async def main():
    for title, text in BOOKS.items():
        with open(title, "w") as book:
            book.write(text)
    await read_all("themselves", go)
    await read_all("with threads", send_a_thread)


asyncio.run(main())
