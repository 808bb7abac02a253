/* SPDX-License-Identifier: MIT */
/* The first <title> in the tree that the parser makes of a page. */
#define _POSIX_C_SOURCE 200809L
#include "title.h"

#include <libxml/HTMLparser.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const xmlNode *next_of(const xmlNode *node, const xmlNode *root)
{
    if (node->children)
        return node->children;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

static const xmlNode *find_title(const xmlNode *root)
{
    for (const xmlNode *node = root; node; node = next_of(node, root))
        if (node->type == XML_ELEMENT_NODE &&
            strcmp((const char *)node->name, "title") == 0)
            return node;
    return NULL;
}

int title_of(const char *html, size_t size, char **title)
{
    int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                  HTML_PARSE_NONET;

    *title = NULL;
    htmlDocPtr page = size == 0 || size > INT_MAX ? NULL :
        htmlReadMemory(html, (int)size, NULL, "UTF-8", options);
    if (!page)
        return 0;
    const xmlNode *root = xmlDocGetRootElement(page);
    const xmlNode *node = root ? find_title(root) : NULL;
    if (node && node->children) {
        xmlChar *text = xmlNodeGetContent(node);
        if (text)
            *title = strdup((const char *)text);
        xmlFree(text);
    }
    xmlFreeDoc(page);
    return node != NULL;
}

char *title_words(const char *html, size_t size)
{
    char *title;
    bool found = title_of(html, size, &title);

    return title ? title : strdup(found ? "None" : "No title found");
}
