#include "config.h"

#include "form/sandbox_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* Kahn's way of sorting. Of what could come next, what reads no table comes
 * first: when a table is then filled, most of its cells are final already. */

struct graph {
	struct sandbox *sandbox;
	size_t *starts; /* of each node's followers; node_count + 1 */
	size_t *followers;
	size_t *waiting; /* for how many others each node waits */
	size_t *needs;	 /* one node that each still waits for */
	size_t *soon, soon_first, soon_count; /* two queues of ready nodes */
	size_t *late, late_first, late_count;
	size_t ordered;
};

static void
graph_init(struct graph *graph, struct sandbox *sandbox,
    const struct edge *edges, size_t edge_count)
{
	size_t n = sandbox->node_count;
	size_t *at;

	memset(graph, 0, sizeof *graph);
	graph->sandbox = sandbox;
	graph->starts = xcalloc(n + 1, sizeof *graph->starts);
	graph->followers = xcalloc(edge_count + 1, sizeof *graph->followers);
	graph->waiting = xcalloc(n + 1, sizeof *graph->waiting);
	graph->needs = xcalloc(n + 1, sizeof *graph->needs);
	graph->soon = xcalloc(n + 1, sizeof *graph->soon);
	graph->late = xcalloc(n + 1, sizeof *graph->late);
	at = xcalloc(n + 1, sizeof *at);
	for (size_t i = 0; i < edge_count; i++) {
		graph->starts[edges[i].first + 1]++;
		graph->waiting[edges[i].then]++;
	}
	for (size_t i = 0; i < n; i++) {
		graph->starts[i + 1] += graph->starts[i];
		at[i] = graph->starts[i];
	}
	for (size_t i = 0; i < edge_count; i++)
		graph->followers[at[edges[i].first]++] = edges[i].then;
	free(at);
}

static void
graph_clear(struct graph *graph)
{
	free(graph->starts);
	free(graph->followers);
	free(graph->waiting);
	free(graph->needs);
	free(graph->soon);
	free(graph->late);
}

static void
ready(struct graph *graph, size_t node)
{
	if (graph->sandbox->nodes[node].reads_tables)
		graph->late[graph->late_count++] = node;
	else
		graph->soon[graph->soon_count++] = node;
}

static void
sort(struct graph *graph)
{
	struct sandbox *sandbox = graph->sandbox;

	for (size_t i = 0; i < sandbox->node_count; i++) {
		if (graph->waiting[i] == 0)
			ready(graph, i);
	}
	while (graph->soon_first < graph->soon_count ||
	    graph->late_first < graph->late_count) {
		size_t node = graph->soon_first < graph->soon_count
		    ? graph->soon[graph->soon_first++]
		    : graph->late[graph->late_first++];

		sandbox->order[graph->ordered++] = node;
		for (size_t i = graph->starts[node];
		     i < graph->starts[node + 1]; i++) {
			size_t next = graph->followers[i];

			if (--graph->waiting[next] == 0)
				ready(graph, next);
		}
	}
}

/* --- what goes round in a circle --- */

static const char *
kind_words(const struct node *node)
{
	static const char *const words[EXPR_KIND_COUNT] = {
		[EXPR_RELEVANT] = "relevant",
		[EXPR_READONLY] = "readonly",
		[EXPR_CONSTRAINT] = "constraint",
		[EXPR_ADVICE] = "advice",
		[EXPR_CALCULATE] = "calculate",
		[EXPR_DEFAULT] = "default",
		[EXPR_CHOICE_FILTER] = "choice_filter",
	};

	return words[node->formula->expr->kind];
}

/* Only what somebody wrote is told: an expression, or a table of ours. */
static bool
is_told(const struct node *node)
{
	return node->formula || node->kind == NODE_FACTS;
}

static void
tell(const struct node *node, struct buf *text)
{
	if (node->kind == NODE_FACTS)
		buf_addf(text, "the table %s", node->facts->table->name);
	else
		buf_addf(text, "the %s of %s (%s:%d)", kind_words(node),
		    node->formula->owner, node->formula->expr->form->file,
		    node->formula->expr->line);
}

/* NODE is one of a circle; `needs` leads round it. The story begins at the
 * expression that stands first in the forms, so that it is always the same. */
static void
report_circle(const struct graph *graph, size_t node,
    struct problem_list *problems)
{
	const struct node *nodes = graph->sandbox->nodes;
	const struct node *begin = NULL;
	size_t begin_at = node;
	size_t at = node;
	struct buf text, where;

	do {
		if (nodes[at].formula &&
		    (!begin || nodes[at].formula < begin->formula)) {
			begin = &nodes[at];
			begin_at = at;
		}
		at = graph->needs[at];
	} while (at != node);
	if (!begin)
		return;
	buf_init(&text);
	buf_init(&where);
	buf_addf(&where, "%s:%d", begin->formula->expr->form->file,
	    begin->formula->expr->line);
	at = begin_at;
	do {
		if (is_told(&nodes[at])) {
			tell(&nodes[at], &text);
			buf_add(&text, ", which reads ");
		}
		at = graph->needs[at];
	} while (at != begin_at);
	tell(begin, &text);
	problem_add(problems, where.data,
	    "This goes round in a circle: %s. Change one of them so that it "
	    "does not need the others.", text.data);
	buf_clear(&text);
	buf_clear(&where);
}

/* Whatever still waits is in a circle or behind one. Going from each to one it
 * waits for always ends in a circle. */
static void
find_circles(struct graph *graph, const struct edge *edges, size_t edge_count,
    struct problem_list *problems)
{
	size_t n = graph->sandbox->node_count;
	size_t *walks = xcalloc(n + 1, sizeof *walks); /* 0: not walked yet */

	for (size_t i = edge_count; i-- > 0;) {
		if (graph->waiting[edges[i].first] > 0)
			graph->needs[edges[i].then] = edges[i].first;
	}
	for (size_t i = 0; i < n; i++) {
		size_t at = i;

		if (graph->waiting[i] == 0 || walks[i])
			continue;
		while (!walks[at]) {
			walks[at] = i + 1;
			at = graph->needs[at];
		}
		if (walks[at] == i + 1)
			report_circle(graph, at, problems);
	}
	free(walks);
}

void
sandbox_sort(struct sandbox *sandbox, const struct edge *edges,
    size_t edge_count, struct problem_list *problems)
{
	struct graph graph;

	graph_init(&graph, sandbox, edges, edge_count);
	sandbox->order = xcalloc(sandbox->node_count + 1,
	    sizeof *sandbox->order);
	sort(&graph);
	if (graph.ordered < sandbox->node_count)
		find_circles(&graph, edges, edge_count, problems);
	graph_clear(&graph);
}
