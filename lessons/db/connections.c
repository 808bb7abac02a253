/* SPDX-License-Identifier: MIT */
/* A pool of connections: whoever gets through the semaphore finds a free one. */
#include "database.h"

int connections_open(struct connections *pool, const char *path, int size)
{
    int rc = 0;

    *pool = (struct connections){ .size = 0 };
    if (size < 1 || size > CONNECTIONS_MOST)
        return async_set_error(EINVAL, "a pool has 1 to %d connections, not %d",
                               CONNECTIONS_MOST, size);
    async_semaphore_init(&pool->free, "connections", size);
    while (rc == 0 && pool->size < size) {
        rc = database_open(&pool->all[pool->size], path);
        pool->size += rc == 0;
    }
    if (rc < 0)
        connections_close(pool);
    return rc;
}

void connections_close(struct connections *pool)
{
    for (int i = 0; i < pool->size; i++)
        database_close(&pool->all[i]);
    pool->size = 0;
}

int connections_acquire(struct connections *pool, struct database **connection)
{
    int rc = async_semaphore_acquire(&pool->free);
    int i = 0;

    if (rc < 0)
        return rc;
    while (pool->taken[i])
        i++;
    pool->taken[i] = true;
    *connection = &pool->all[i];
    return 0;
}

void connections_release(struct connections *pool, struct database *connection)
{
    pool->taken[connection - pool->all] = false;
    async_semaphore_release(&pool->free);
}
