/* SPDX-License-Identifier: MIT */
/* The picture's colours, textures and text. */
#include <inttypes.h>
#include <string.h>

#include "canvas.h"
#include "look.h"
#include "svg_inside.h"
#include "words.h"

static const struct {
    const char *class;
    enum canvas_role role;
} classes[PAINT_LOOKS] = {
    [PAINT_RUNNING] = {"running", ROLE_RUNNING},
    [PAINT_READY] = {"ready", ROLE_READY},
    [PAINT_SLEEPING] = {"sleeping", ROLE_SLEEPING},
    [PAINT_WAITING] = {"waiting", ROLE_WAITING},
    [PAINT_BLOCKED] = {"blocked", ROLE_BLOCKED},
    [PAINT_FREE] = {"free", ROLE_FREE},
    [PAINT_DONE] = {"done", ROLE_DONE},
    [PAINT_FAILED] = {"failed", ROLE_FAILED},
    [PAINT_CANCELLED] = {"cancelled", ROLE_CANCELLED},
    [PAINT_EMPTY] = {"empty", ROLE_PLAIN},
};

const char *svg_class(enum paint_look look)
{
    return classes[look].class;
}

void svg_text(FILE *out, const char *text, int columns)
{
    char clean[1024];
    words_fit(clean, sizeof clean, text, strlen(text), columns, false);
    for (const char *at = clean; *at;) {
        uint32_t glyph;
        int bytes = canvas_decode(at, strlen(at), &glyph);
        bool forbidden = glyph < 0x20 || glyph == 0xfffe || glyph == 0xffff;
        if (*at == '<')
            fputs("&lt;", out);
        else if (*at == '>')
            fputs("&gt;", out);
        else if (*at == '&')
            fputs("&amp;", out);
        else if (*at == '"')
            fputs("&quot;", out);
        else if (forbidden || glyph == 0xfffd)
            fputs("\xef\xbf\xbd", out);
        else
            fwrite(at, 1, (size_t)bytes, out);
        at += bytes;
    }
}

/* f-: filled with the colour of a look; s-: lines of it. */
static void put_colours(FILE *out, bool dark)
{
    for (int look = 0; look < PAINT_EMPTY; look++) {
        const struct look *colours = look_of(classes[look].role);
        uint32_t rgb = look_rgb(dark ? colours->dark : colours->light);
        fprintf(out, ".f-%s{fill:#%06" PRIx32 "}.s-%s{stroke:#%06" PRIx32 "}\n",
                classes[look].class, rgb, classes[look].class, rgb);
    }
}

static const char light[] =
    ".paper{fill:#ffffff}text{fill:#1c1c1c}.quiet{fill:#5f5f5f}.better{fill:#006b00}\n"
    ".rule{stroke:#9e9e9e}.wake{stroke:#1c1c1c}.wakes{fill:#1c1c1c}\n";
static const char dark[] =
    ".paper{fill:#101418}text{fill:#eeeeee}.quiet{fill:#a8a8a8}.better{fill:#87d787}\n"
    ".rule{stroke:#6c6c6c}.wake{stroke:#eeeeee}.wakes{fill:#eeeeee}\n";

/* Lanes grow from the left once.  The whole picture comes first: whoever takes a still
 * of it has all, and so has who wants no motion. */
static const char motion[] =
    "@media (prefers-reduced-motion: no-preference) {\n"
    "@keyframes grow { 0%, 15% { clip-path: inset(-9px 0 -9px -9px) }\n"
    " 15.1% { clip-path: inset(-9px 100% -9px -9px) }\n"
    " 100% { clip-path: inset(-9px 0 -9px -9px) } }\n"
    "@keyframes come { 0%, 15%, 100% { opacity: .55 } 15.1%, 99.9% { opacity: 0 } }\n"
    ".bars { animation: grow 5s linear }.wake { animation: come 5s linear }\n}\n";

/* Each state has a texture of its own; the colour only helps. */
static const char textures[] =
    "<pattern id=\"sleeping\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
    "<rect class=\"f-sleeping\" width=\"6\" height=\"6\" opacity=\".28\"/>"
    "<circle class=\"f-sleeping\" cx=\"1.5\" cy=\"1.5\" r=\"1.1\"/>"
    "<circle class=\"f-sleeping\" cx=\"4.5\" cy=\"4.5\" r=\"1.1\"/></pattern>\n"
    "<pattern id=\"ready\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\""
    " patternTransform=\"rotate(45)\">"
    "<rect class=\"f-ready\" width=\"7\" height=\"7\" opacity=\".3\"/>"
    "<rect class=\"f-ready\" width=\"3.5\" height=\"7\"/></pattern>\n";

void svg_style(FILE *out)
{
    fputs("<style>\ntext{font-family:ui-monospace,\"DejaVu Sans Mono\",Menlo,Consolas,"
          "monospace;font-size:15px}\n.head{font-weight:bold;font-size:18px}"
          ".title{font-weight:bold;font-size:22px}.end{text-anchor:end}"
          ".middle{text-anchor:middle}.wake{fill:none;opacity:.55}"
          ".line{fill:none;stroke-width:3;stroke-dasharray:6 3}"
          ".dots{fill:none;stroke-width:3;stroke-dasharray:3 8}"
          ".mark{fill:none;stroke-width:3;stroke-linecap:round;stroke-linejoin:round}\n",
          out);
    fputs(light, out);
    put_colours(out, false);
    fputs("@media (prefers-color-scheme: dark) {\n", out);
    fputs(dark, out);
    put_colours(out, true);
    fputs("}\n", out);
    fputs(motion, out);
    fputs("</style>\n<defs>\n", out);
    fputs(textures, out);
    fputs("<marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\""
          " markerHeight=\"7\" orient=\"auto\"><path class=\"wakes\" d=\"M0 0L8 4L0 8z\"/>"
          "</marker>\n</defs>\n", out);
}
