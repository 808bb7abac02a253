/* SPDX-License-Identifier: MIT */
/* The sites of the town. */
#include "town.h"

#include <string.h>

#include "kit.h"

#define HEAD(title) "<!doctype html>\n<html lang=\"en\"><head><title>" title "</title></head>"

static int serve(struct site_request *request, double delay, const char *html)
{
    int rc = async_sleep(delay);

    return rc < 0 ? rc : site_answer(request, 200, "text/html; charset=utf-8", html);
}

static void *bakery(void *arg)
{
    return async_return(serve(arg, 0.3, HEAD("The Bakery on the Corner")
        "<body><h1>Bread</h1><p>Rye at seven, rolls at eight, cake on Sunday. "
        "Whoever comes first gets the crust.</p></body></html>"));
}

static void *library(void *arg)
{
    return async_return(serve(arg, 0.2, HEAD("Library &amp; Reading Room")
        "<body><p>Open when the lamp is lit. Please read quietly, and bring back "
        "what you took.</p></body></html>"));
}

static void *harbour(void *arg)
{
    return async_return(serve(arg, 0.1, HEAD("Harbour: today's boats")
        "<body><p>Three boats in, two boats out.</p></body></html>"));
}

static void *attic(void *arg)
{
    return async_return(serve(arg, 0.1,
        "<html><body><p>Nobody gave this page a title.</p></body></html>"));
}

/* ---- The town hall's registers, as JSON ---------------------------------- */

static int serve_list(struct site_request *request, double delay, json_t *list)
{
    int rc = async_sleep(delay);

    if (rc < 0)
        json_decref(list);
    return rc < 0 ? rc : site_answer_json(request, 200, list);
}

static json_t *numbered(int n)
{
    json_t *list = json_array();

    for (int i = 1; i <= n; i++)
        json_array_append_new(list, json_pack("{s:i}", "id", i));
    return list;
}

static void *posts(void *arg)
{
    return async_return(serve_list(arg, 0.1, numbered(4)));
}

static void *comments(void *arg)
{
    return async_return(serve_list(arg, 0.2, numbered(6)));
}

static void *todos(void *arg)
{
    json_t *list = numbered(5);

    for (size_t i = 0; i < json_array_size(list); i++)
        json_object_set_new(json_array_get(list, i), "completed", json_boolean(i < 2));
    return async_return(serve_list(arg, 0.3, list));
}

/* ---- The scope ----------------------------------------------------------- */

static const struct site_page pages[] = {
    { "bakery.test", "/", bakery }, { "library.test", "/", library },
    { "harbour.test", "/", harbour }, { "attic.test", "/", attic },
    { "hall.test", "/posts", posts }, { "hall.test", "/comments", comments },
    { "hall.test", "/todos", todos }, { NULL, NULL, NULL }
};

/* Port 9 discards what comes, where anybody listens there at all: nobody is at home. */
enum { NOBODY = 9 };

static int serve_town(struct town *town)
{
    int rc = site_start(&town->site, pages, 0);

    for (int i = 0; rc == 0 && pages[i].page; i++)
        if (i == 0 || strcmp(pages[i].host, pages[i - 1].host) != 0)
            fetch_place(&town->session, pages[i].host, site_port(town->site));
    if (rc == 0)
        fetch_place(&town->session, "nobody.test", NOBODY);
    return rc;
}

int town_open(struct town *town, char *const *urls, int n)
{
    int rc;

    *town = (struct town){ 0 };
    rc = fetch_open(&town->session);
    if (rc < 0)
        return rc;
    town->urls = kit_words(&town->n);
    if (town->n > 0)
        return 0;
    town->urls = urls;
    town->n = n;
    rc = serve_town(town);
    if (rc < 0)
        fetch_close(&town->session);
    return rc;
}

int town_close(struct town *town, int rc)
{
    int stopped = 0;

    fetch_close(&town->session);
    if (town->site)
        stopped = site_stop(town->site);
    return stopped < 0 ? stopped : rc;
}
