# SPDX-License-Identifier: MIT
# Builds Interleave.  Sources are found by wildcard: a new lesson, test or source
# file edits no list.  V=1 shows every command.  `make help` lists the targets.

VERSION = 0.1.0

# A flavour is one way of building everything, each in a folder of its own.
FLAVOUR ?= plain
B := build/$(FLAVOUR)
O := $B/objects
LESSON_DIR := $(if $(filter plain,$(FLAVOUR)),build/lessons,$B/lessons)
FLAGS_asan = -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer -Wno-maybe-uninitialized
FLAGS_tsan = -fsanitize=thread -fno-omit-frame-pointer
FLAGS_ucontext = -DASYNC_UCONTEXT
FLAGS_portable = -DASYNC_PORTABLE
OTHERS = asan ucontext portable

CC = cc
export CC
CFLAGS ?= -O2 -g
WARNINGS = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wvla -Wno-unused-parameter -Wno-missing-field-initializers \
	$(if $(CI),-Werror)
EXTRA := $(foreach d,$(wildcard /opt/homebrew /opt/local),-I$d/include -L$d/lib)
ALL_CFLAGS = -std=c11 $(CFLAGS) $(FLAGS_$(FLAVOUR)) $(WARNINGS) $(EXTRA) \
	-DINTERLEAVE_VERSION='"$(VERSION)"'

# Who may include whom: core <- visualizer <- lessons, exercises <- tests.
INC_core = -Icore
INC_visualizer = $(INC_core) -Ivisualizer
INC_lessons = $(INC_visualizer) -Ilessons/kit -Ilessons/web -Ilessons/db \
	$(if $(FOUND),$(call asked,INC_FOUND,--cflags $(FOUND)))
INC_exercises = $(INC_visualizer) -Iexercises/grader -Iexercises/grader/child
INC_tests = $(INC_lessons) -Iexercises/grader -Itests/support -Itests/screen \
	-Itests/conformance -Itests/conformance/random \
	-DGOLDEN_DIR='"$(CURDIR)/tests/golden"' \
	-DLESSON_DIR='"$(CURDIR)/$(LESSON_DIR)"' \
	-DGRADER_DIR='"$(CURDIR)/$(GRADER_DIR)"' -DEXERCISE_DIR='"$(CURDIR)/tests/exercises"'
folder = $(firstword $(subst /, ,$1))

# Asked once, and only when something is linked.
asked = $(eval $1 := $$(shell pkg-config $2))$($1)
once = $(eval $1 := $$(shell .ci/deps $2))$($1)
EV_LIBS = -lev -lpthread -lm
CURSES_LIBS = $(call once,CURSES_LIBS,--curses-libs)
CHECK_LIBS = $(call once,CHECK_LIBS,--check-libs)
VTERM_LIBS = -lvterm -lutil
JANSSON_LIBS = $(call once,JANSSON_LIBS,--jansson-libs)
LIBS := $B/libkit.a $B/libvisualizer.a $B/libcore.a

objects = $(patsubst %.c,$O/%.o,$(wildcard $1))
programs = $(patsubst %.c,%,$(wildcard $1))
ALL_LESSONS := $(patsubst lessons/%.c,%,$(wildcard lessons/[0-9]*.c))
# What a lesson needs besides; one whose library is missing is left out.
WEB = libcurl libmicrohttpd libxml-2.0 jansson
DB = sqlite3 hiredis
NEEDS_19-http-client = $(WEB)
NEEDS_20-web-server = $(WEB)
NEEDS_21-databases = $(DB)
PARTS_19-http-client = $B/libweb.a
PARTS_20-web-server = $B/libweb.a
PARTS_21-databases = $B/libdb.a
FOUND := $(shell for p in $(WEB) $(DB); do pkg-config --exists $$p 2>/dev/null && echo $$p; done)
lacking = $(filter-out $(FOUND),$(NEEDS_$1))
LEFT_OUT := $(foreach l,$(ALL_LESSONS),$(if $(call lacking,$l),$l))
LESSONS := $(addprefix $(LESSON_DIR)/,$(filter-out $(LEFT_OUT),$(ALL_LESSONS)))
UNIT := $(call programs,tests/unit/test_*.c)
CLI := $(call programs,tests/cli/test_*.c)
SCREEN := $(call programs,tests/screen/test_*.c)
CANARY := $(call programs,tests/canary/*.c)
WEB_TESTS := $(if $(filter-out $(FOUND),$(WEB) $(DB)),,$(call programs,tests/web/test_*.c))
PAIRS := $(call programs,$(filter-out %/tell.c %/test_pairs.c, \
	$(wildcard tests/conformance/*.c)))
RANDOM := tests/conformance/random/test_random
CONFORMANCE := tests/conformance/test_pairs $(RANDOM)
FUZZ := tests/fuzz/fuzz
BENCH := $(filter-out %/measure,$(call programs,tests/bench/*.c))
# A program `interleave-NAME` for each main-NAME.c, and what submissions are linked with.
GRADER_DIR := $(if $(filter plain,$(FLAVOUR)),build,$B)
GRADING_PROGRAMS := $(patsubst exercises/grader/main-%.c,$(GRADER_DIR)/interleave-%, \
	$(wildcard exercises/grader/main-*.c))
SHOWING_PROGRAMS := $(patsubst visualizer/main-%.c,$(GRADER_DIR)/interleave-%, \
	$(wildcard visualizer/main-*.c))
GRADER := $(GRADING_PROGRAMS) $(SHOWING_PROGRAMS) $(GRADER_DIR)/interleave
CHILD := $(if $(filter plain,$(FLAVOUR)),$B/exercise-runner)
PROGRAMS = $(UNIT) $(CLI) $(WEB_TESTS) $(SCREEN) $(CANARY) $(BENCH) $(CONFORMANCE) \
	$(if $(filter plain asan,$(FLAVOUR)),$(PAIRS))
SCRIPTS := $(wildcard tests/cli/test_*.sh tests/lint/test_*.sh)

say = $(if $(V),,@echo "  $1	$@";)
quoted = '$(subst ','\'',$1)'
MAKEFLAGS += --no-print-directory
ifeq ($(filter -j%,$(MAKEFLAGS))$(MAKELEVEL),0)
MAKEFLAGS += -j$(shell getconf _NPROCESSORS_ONLN)
endif
.DELETE_ON_ERROR:
.SECONDARY:
.SECONDEXPANSION:
.PHONY: all demo test check sanitize tsan valgrind fuzz lint format golden bench conformance deps \
	new-exercise prove clean help build-tests flags FORCE

all: $(LIBS) $(LESSONS) $(GRADER) $(CHILD) ## build everything but the tests (the default)
	@:$(foreach l,$(LEFT_OUT),; echo "lessons/$l is left out: it needs $(call lacking,$l)" \
	    "(.ci/deps test installs it)")

demo: ## three downloads race: synchronous against asynchronous
	@.ci/deps build
	@$(MAKE) all
	@$(LESSON_DIR)/01-sync-vs-async

test: ## everything that CI runs; installs what it needs
	@.ci/deps test
	@$(MAKE) FLAVOUR=plain all build-tests
	@$(foreach f,$(OTHERS),$(MAKE) FLAVOUR=$f all $(call quick,$f) &&) :
	@$(MAKE) FLAVOUR=asan $(patsubst %,build/asan/%,$(CANARY) $(PAIRS) \
	    tests/conformance/test_pairs $(FUZZ))
	@$(MAKE) FLAVOUR=tsan $(THREADED) $(RACE)
	@tests/run $(PLAIN_TESTS) $(THREADED) $(call quick,$(OTHERS)) $(SCRIPTS) \
	    build/asan/tests/conformance/test_pairs \
	    tests/canary/prove tests/fuzz/run tests/lint/run $(VALGRIND_TESTS)
VALGRIND_TESTS = $(if $(shell command -v valgrind),tests/canary/demos \
	--valgrind $(UNIT:%=build/plain/%),--valgrind)
PLAIN_TESTS = $(patsubst %,build/plain/%,$(UNIT) $(CLI) $(WEB_TESTS) $(SCREEN) $(CONFORMANCE))
# Grading is the same in every flavour; what the ways of porting change is below it.
GRADING = $(patsubst %,tests/cli/test_%,attacks class exercises feedback grade practice reports)
ABOVE = $(patsubst %,tests/cli/test_%,bad_input options script twins)
quick = $(foreach f,$1,$(patsubst %,build/$f/%,$(UNIT) $(RANDOM) $(WEB_TESTS) \
	$(filter-out $(GRADING) $(if $(filter asan,$f),,$(ABOVE)),$(CLI))))

check: ## the quick part of test, in seconds
	@.ci/deps test
	@$(MAKE) all $(patsubst %,$B/%,$(UNIT) $(CLI) $(RANDOM))
	@tests/run $(patsubst %,$B/%,$(UNIT) $(CLI) $(RANDOM))

sanitize: ## every test under the address and undefined-behaviour sanitizers
	@.ci/deps test
	@$(MAKE) FLAVOUR=plain build-tests
	@$(MAKE) FLAVOUR=asan all build-tests
	@$(MAKE) FLAVOUR=tsan $(RACE)
	@tests/run $(patsubst %,build/asan/%,$(UNIT) $(CLI) $(SCREEN) $(CONFORMANCE)) \
	    tests/canary/prove

# Those in which there is more than one thread.
THREADED = $(patsubst %,build/tsan/tests/unit/test_%,thread thread_cancel thread_clock \
	threadsafe file process)
RACE = build/tsan/tests/canary/thread_race
tsan: ## the tests with threads under the thread sanitizer
	@.ci/deps test
	@$(MAKE) FLAVOUR=tsan $(THREADED) $(RACE)
	@tests/run $(THREADED)

valgrind: ## unit tests and every demo under valgrind
	@.ci/deps test
	@$(MAKE) FLAVOUR=plain all build-tests
	@tests/run $(VALGRIND_TESTS)

conformance: ## compare with asyncio itself: SEEDS=N random programs; RECORD=1
	@.ci/deps test
	@$(MAKE) FLAVOUR=plain $(PAIRS:%=build/plain/%) \
	    build/plain/tests/conformance/random/run_scripts
	@tests/conformance/live build/plain "$(or $(SEEDS),1000)" $(RECORD)

fuzz: ## damaged logs through every renderer: make fuzz SECONDS=600
	@.ci/deps test
	@$(MAKE) FLAVOUR=plain all
	@$(MAKE) FLAVOUR=asan build/asan/$(FUZZ)
	@tests/fuzz/run $(or $(SECONDS),60)

lint: ## rules that a compiler does not check
	@tests/lint/run

format: ## lay out the C sources by .clang-format
	clang-format -i $(wildcard $(addsuffix /*.[ch],core visualizer lessons \
	    lessons/* tests/*))

golden: all build-tests ## rewrite the expected timelines and screens
	@GOLDEN=write tests/run $(PLAIN_TESTS) tests/lint/test_readme.sh; \
	    git diff --stat -- tests/golden README.md

bench: ## measure: ratios to the floor, in one run
	@.ci/deps build
	@$(MAKE) FLAVOUR=plain $(BENCH:%=build/plain/%) build/lessons/01-sync-vs-async
	@tests/bench/run

deps: ## install what building and testing need
	@.ci/deps test

new-exercise: ## an exercise to begin with: make new-exercise NAME=30-two-doors
	@exercises/grader/new-exercise "$(NAME)"

prove: ## does an exercise keep its promises? make prove EXERCISE=FOLDER...
	@$(MAKE) all build/plain/tests/cli/test_exercises
	@if [ -d $(call quoted,$(EXERCISE)) ]; \
	    then build/plain/tests/cli/test_exercises $(call quoted,$(EXERCISE)); \
	    else build/plain/tests/cli/test_exercises $(EXERCISE); fi

clean: ## remove everything that was built
	rm -rf build

help: ## this list
	@echo "Interleave $(VERSION)"
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' \
	    Makefile

build-tests: $(PROGRAMS:%=$B/%) $(GRADER) $(CHILD)
	@:

# What a file of a folder is compiled with: `make IN=core flags`.
flags:
	@echo $(call quoted,$(ALL_CFLAGS) $(INC_$(IN)))

# Objects know their headers (-MMD) and their flags: changing either rebuilds.
$O/%.o: %.c $B/flags
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(ALL_CFLAGS) $(INC_$(call folder,$*)) -MMD -MP \
	    -c -o $@ $<

# Written anew only when something else stands in it.
stamp = @mkdir -p $(@D) && echo $(call quoted,$1) >$@.new && \
	if cmp -s $@.new $@; then rm $@.new; else $2 mv $@.new $@; fi
$B/flags: FORCE
	$(call stamp,$(CC) $(ALL_CFLAGS) $(INC_tests),.ci/deps --look build &&)
$B/sources: FORCE
	$(call stamp,$(wildcard core/*.c visualizer/*.c lessons/*/*.c exercises/*/*.c))

archive = $(call say,AR)rm -f $@ && $(AR) rcs $@ $(filter %.o,$^)
# One object that shows these names alone: what else is in it clashes with no program's.
narrow = $(call say,LD)$(CC) -r -nostdlib -o $@ $(filter %.o,$^) && \
	if command -v objcopy >/dev/null; then \
	objcopy --wildcard $(addprefix --keep-global-symbol=,$1) $2 $@; fi
$O/core.o: $(call objects,core/*.c) $B/sources
	$(call narrow,'async_*')
$B/libcore.a: $O/core.o
# The same for unit tests, which look inside.
$B/libinside.a: $(call objects,core/*.c)
$B/libvisualizer.a: $(filter-out $O/visualizer/main-%,$(call objects,visualizer/*.c))
$B/libkit.a: $(call objects,lessons/kit/*.c)
$B/libweb.a: $(call objects,lessons/web/*.c)
$B/libdb.a: $(call objects,lessons/db/*.c)
$(patsubst %,$B/lib%.a,core inside visualizer kit web db): $B/sources
	$(archive)

link = $(call say,LINK)mkdir -p $(@D) && $(CC) $(ALL_CFLAGS) $(LDFLAGS) \
	-o $@ $(filter %.o,$^) $(filter %.a,$^)
$(LESSONS): $(LESSON_DIR)/%: $O/lessons/%.o \
		$$(call objects,lessons/$$*/*.c) $$(PARTS_$$*) $(LIBS)
	$(link) $(if $(NEEDS_$*),$(shell pkg-config --libs $(NEEDS_$*))) \
	    $(CURSES_LIBS) $(EV_LIBS)

# All objects rather than an archive: an exercise's checks are loaded, and call them.
GRADER_OBJECTS := $(call objects,$(filter-out exercises/grader/main-% \
	exercises/grader/interleave.c,$(wildcard exercises/grader/*.c)))
$(GRADING_PROGRAMS): $(GRADER_DIR)/interleave-%: $O/exercises/grader/main-%.o $(GRADER_OBJECTS) \
		$B/libvisualizer.a $B/libcore.a $B/sources
	$(link) -rdynamic $(JANSSON_LIBS) $(EV_LIBS) -ldl
$(SHOWING_PROGRAMS): $(GRADER_DIR)/interleave-%: $O/visualizer/main-%.o $B/libvisualizer.a
	$(link) $(CURSES_LIBS)
$(GRADER_DIR)/interleave: $O/exercises/grader/interleave.o
	$(link)

# Runtime and main program of all submissions; modules use what it shows, and libraries
# that it may not need itself.
$B/exercise.o: $(call objects,exercises/grader/child/*.c exercises/grader/code_words.c \
		core/*.c) $B/sources
	$(call narrow,main 'async_*' input 'input_*' answer answer_text ask_at \
	    ask_blocking_at,--strip-debug)
$B/exercise-runner: $B/exercise.o
	$(call say,LINK)$(CC) $(LDFLAGS) -rdynamic -Wl,--no-as-needed -o $@ $< $(EV_LIBS) -ldl

SUPPORT := $(call objects,tests/support/*.c)
$(CLI:%=$B/%): $B/%: $O/%.o $(SUPPORT) $(LIBS)
	$(link) $(CHECK_LIBS) $(JANSSON_LIBS) $(CURSES_LIBS) $(EV_LIBS)
$(UNIT:%=$B/%): $B/%: $O/%.o $(SUPPORT) $(LIBS:%core.a=%inside.a)
	$(link) $(CHECK_LIBS) $(JANSSON_LIBS) $(CURSES_LIBS) $(EV_LIBS)

$(WEB_TESTS:%=$B/%): $B/%: $O/%.o $(SUPPORT) $B/libweb.a $B/libdb.a $(LIBS)
	$(link) $(shell pkg-config --libs $(WEB) $(DB)) $(CHECK_LIBS) $(CURSES_LIBS) $(EV_LIBS)

SCREEN_SUPPORT := $(call objects,$(filter-out tests/screen/test_%, \
	$(wildcard tests/screen/*.c)))
$(SCREEN:%=$B/%): $B/%: $O/%.o $(SCREEN_SUPPORT) $(SUPPORT) $(LIBS)
	$(link) $(CHECK_LIBS) $(VTERM_LIBS) $(CURSES_LIBS) $(EV_LIBS)

SCRIPTED := $(call objects,$(filter-out %/test_random.c %/run_scripts.c, \
	$(wildcard tests/conformance/random/*.c)))
$(CONFORMANCE:%=$B/%): $B/%: $O/%.o $(SCRIPTED) $(SUPPORT) $(LIBS)
	$(link) $(CHECK_LIBS) $(CURSES_LIBS) $(EV_LIBS)

$(FUZZ:%=$B/%): $(LIBS)
$B/tests/conformance/random/run_scripts: $(SCRIPTED) $B/libcore.a
$(PAIRS:%=$B/%): $O/tests/conformance/tell.o $B/libcore.a
$(CANARY:%=$B/%): $B/libcore.a
$(BENCH:%=$B/%): $O/tests/bench/measure.o $B/libvisualizer.a $B/libcore.a
$(patsubst %,$B/%,$(FUZZ) tests/conformance/random/run_scripts $(PAIRS) $(CANARY) $(BENCH)): \
		$B/%: $O/%.o
	$(link) $(EV_LIBS)

-include $(shell find $O -name '*.d' 2>/dev/null)
