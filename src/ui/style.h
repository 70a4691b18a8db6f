/* style: what a piece of text is, and so how it looks. Colour never says
 * anything that a word or mark beside it does not say as well. */
#ifndef UI_STYLE_H
#define UI_STYLE_H

/* Every styled run costs some 10 bytes on the wire and text being typed up to
 * 34 a key (design.md section 8): answers and fields are STYLE_PLAIN, the focus
 * is the cursor and one mark, and the rest is used sparely. */
enum style {
	STYLE_PLAIN,
	STYLE_HEADER,	/* whose plan this is */
	STYLE_TITLE,	/* the name of the screen or of a section */
	STYLE_LABEL,	/* what a field asks */
	STYLE_FOCUS,	/* the mark of the focused field or row */
	STYLE_SELECTED, /* text that is selected */
	STYLE_PROBLEM,	/* the mark and words of a finding */
	STYLE_HINT,	/* less important than the rest */
	STYLE_KEY,	/* a key's name */
	STYLE_TRAINING, /* TRAINING, on every screen of a training plan */
	STYLE_BAR,	/* the filled part of a bar or a marked cell of a grid */
	STYLE_COUNT
};

/* Makes the colours, once curses has been started with colour. */
void style_init(void);

#endif
