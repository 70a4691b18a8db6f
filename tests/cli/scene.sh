# scene.sh: what tests of the program itself share. Read by each (". scene.sh")
# before anything else: a folder of its own that is the current one, no settings of
# whoever runs it, and sentences to check with. At the end of a test: ended.
set -u
program=$TOP_BUILDDIR/oneplan
work=$(mktemp -d) || exit 99
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 99
export HOME=$work XDG_DATA_HOME=$work/data XDG_CONFIG_HOME=$work/config \
    XDG_CACHE_HOME=$work/cache XDG_STATE_HOME=$work/state \
    ONEPLAN_NAME='Aisha Bloom'
# no passphrase is asked for at whatever terminal runs the tests
export SSH_ASKPASS=/bin/false SSH_ASKPASS_REQUIRE=force
unset SSH_AUTH_SOCK ONEPLAN_CASELOAD
number=0
about= # stands before what each test is called

oneplan() {
	"$program" "$@"
}

# Is $1 the status of a success? Then $2 holds; else what was said is shown.
tell() {
	number=$((number + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $number - $about$2"
	else
		echo "not ok $number - $about$2"
		sed 's/^/# /' out
	fi
}

# Does the command $3 and so on end with the status $1, and is $2 in what it said,
# once that is one line?
ran() {
	want=$1 words=$2
	shift 2
	"$@" >out 2>&1 </dev/null
	status=$?
	[ $status -eq "$want" ] && tr '\n' ' ' <out | grep -qF -e "$words"
	tell $? "$words"
}

# The same of a subcommand of oneplan.
said() {
	want=$1 words=$2
	shift 2
	ran "$want" "$words" oneplan "$@"
}

ended() {
	echo "1..$number"
}
