#!/bin/sh
# In tmux, as its panes are: keys as tmux sends them, its paste, and windows that
# become too small and large again.
set -u

number=0
result() { # STATUS WORDS
	number=$((number + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $number - $2"
	else
		echo "not ok $number - $2"
		tmx capture-pane -p 2>/dev/null | sed 's/^/# |/'
	fi
}

if ! command -v tmux >/dev/null; then
	echo '1..0 # SKIP there is no tmux here'
	exit 0
fi

work=$(mktemp -d /tmp/oneplan-tmux-XXXXXX) || exit 99
tmx() {
	TMUX_TMPDIR=$work tmux -L oneplan -f "$work/tmux.conf" "$@"
}
end() {
	tmx kill-server 2>/dev/null
	rm -rf "$work"
}
trap end EXIT
trap 'exit 99' HUP INT TERM

HOME=$work/home
XDG_DATA_HOME=$work/data
XDG_CONFIG_HOME=$work/config
XDG_CACHE_HOME=$work/cache
ONEPLAN_NAME='Aisha Bloom'
export HOME XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME ONEPLAN_NAME
unset ONEPLAN_CASELOAD TMUX TMUX_PANE

# until COMMAND...: tries it again and again, for 20 seconds.
until_true() {
	stop=$(($(date +%s) + 20))
	until "$@"; do
		[ "$(date +%s)" -lt "$stop" ] || return 1
	done
}
shows() { tmx capture-pane -p | grep -qF -- "$1"; }
hides() { ! shows "$1"; }
sees() { until_true shows "$1"; }
cursor() { tmx display-message -p '#{cursor_y} #{cursor_x}'; }
looks_like() { [ "$(tmx capture-pane -p; cursor)" = "$1" ]; }
keys() { tmx send-keys "$@"; }
gone() { ! tmx has-session 2>/dev/null; }

# start TERM COLS ROWS
start() {
	printf '%s\n' 'set -g status off' "set -g default-terminal $1" \
		'set -g exit-empty on' >"$work/tmux.conf"
	tmx new-session -d -x "$2" -y "$3" \
		"cd '$work' && exec '$TOP_BUILDDIR/oneplan' '$work/kwame.oneplan'"
}

quit() {
	keys C-q
	until_true gone
}

# journey TERM COLS ROWS
journey() {
	where="$1, $2x$3"
	"$TOP_BUILDDIR/oneplan" new "$work/kwame.oneplan" >"$work/out" 2>&1 ||
		sed 's/^/# /' "$work/out"
	start "$@"
	sees 'What is this plan for?'
	result $? "$where: it opens"

	keys Space Tab n PageDown
	sees '>[' && keys -l 'My chair hurts' && sees '[My chair hurts '
	result $? "$where: what is typed is there"

	before=$(tmx capture-pane -p; cursor)
	tmx resize-window -x 59 -y 17
	sees 'Please make the window larger. Nothing is lost.' &&
		tmx resize-window -x 20 -y 5 && sees 'Please make the' &&
		keys -l '!' && tmx resize-window -x "$2" -y "$3" &&
		sees '[My chair hurts! ' && keys BSpace &&
		until_true looks_like "$before"
	result $? "$where: too small, and back"

	at=$(cursor)
	keys Home && keys -l 'Hello. ' && sees '[Hello. My chair hurts ' &&
		keys End && keys -l ', it does' && sees 'hurts, it does ' &&
		keys F1 && until_true hides '[Hello.' && keys Escape &&
		sees '[Hello. My chair hurts, it does ' &&
		keys PageDown && sees 'When does the plan start?' &&
		keys PageUp && sees '[Hello. My chair hurts, it does ' &&
		[ "$at" != "$(cursor)" ]
	result $? "$where: Home, End, F1, PgDn and PgUp"

	keys C-Home
	tmx set-buffer "$(printf 'One\tq\021\nTwo\n')"
	tmx paste-buffer -p
	sees '[One' && sees '[Two' && sees 'Hello. My chair hurts, it does'
	result $? "$where: what is pasted is text, not keys"

	quit
	result $? "$where: Ctrl-Q leaves"
	"$TOP_BUILDDIR/oneplan" show "$work/kwame.oneplan" >"$work/shown" 2>&1
	grep -qF 'Hello. My chair hurts, it does' "$work/shown" &&
		grep -q '^ *One.*q$' "$work/shown" &&
		[ ! -e "$work/kwame.oneplan-journal" ]
	result $? "$where: all of it is in the plan"
	rm -f "$work"/kwame.oneplan*
}

echo 1..28
for term in screen-256color tmux-256color; do
	journey "$term" 80 24
	journey "$term" 120 40
done
