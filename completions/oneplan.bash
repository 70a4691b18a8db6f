# bash completion for oneplan(1)

# made by oneplan --print-words
_oneplan_commands='new copy list show check history export import merge redact forms rates sign report training verify'
_oneplan_options() {
	case $1 in
	new) echo '--help --caseload --training' ;;
	copy) echo '--help --caseload' ;;
	list) echo '--help --caseload --json' ;;
	show) echo '--help --caseload --for --json --page' ;;
	check) echo '--help --caseload --json' ;;
	history) echo '--help --caseload --json' ;;
	export) echo '--help --caseload --decisions --draft --easy --encrypt --for --format --how --json --large-print --output --pack --page --passphrase-file --script --to --viewer --what-if --withheld --with-history --working' ;;
	import) echo '--help --caseload' ;;
	merge) echo '--help --caseload --json --name --role --same-person' ;;
	redact) echo '--help --agreed --by --caseload --move-to --rev --why' ;;
	forms) echo '--help --json --kind' ;;
	rates) echo '--help --date --json' ;;
	sign) echo '--help --attach --caseload --date --detached --dissent --how --key --name --output --role --seal --view --witness' ;;
	report) echo '--help --caseload --json' ;;
	training) echo '--help --all' ;;
	verify) echo '--help --caseload --json --passphrase-file' ;;
	esac
}
_oneplan_values() {
	case $1 in
	--for) echo 'person home family provider finance approver agencies' ;;
	--format) echo 'text html pdf script csv fhir json' ;;
	--page) echo 'week money who-to-ring emergency visit open letter about-me streams spending payments sign review changes pictures' ;;
	esac
}
# end of what is made

# The plans of the caseload by their names, and files and folders here.
_oneplan_files() {
	local caseload=${ONEPLAN_CASELOAD:-${XDG_DATA_HOME:-$HOME/.local/share}/oneplan}
	local word

	while IFS= read -r word; do
		COMPREPLY+=("${word##*/}")
	done < <(compgen -f -- "$caseload/$1" | grep '\.oneplan$')
	while IFS= read -r word; do
		COMPREPLY+=("$word")
	done < <(compgen -f -- "$1")
}

_oneplan() {
	local word=$2 before=$3 command='' i

	COMPREPLY=()
	# --for=fam comes as three words
	if [[ $word == '=' ]]; then
		word=''
	elif [[ $before == '=' ]]; then
		before=${COMP_WORDS[COMP_CWORD - 2]}
	fi
	compopt -o filenames 2>/dev/null
	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		--caseload) ((i++)) ;;
		-*) ;;
		*)
			command=${COMP_WORDS[i]}
			break
			;;
		esac
	done
	case $before in
	--caseload | --output | -o)
		_oneplan_files "$word"
		return
		;;
	--for | --format | --page)
		mapfile -t COMPREPLY < <(compgen -W "$(_oneplan_values "$before")" -- "$word")
		return
		;;
	--kind | --viewer) return ;;
	esac
	if [[ $word == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$(
			if [[ $command ]]; then
				_oneplan_options "$command"
			else
				echo '--caseload --visit --help --version'
			fi
		)" -- "$word")
		return
	fi
	case $command in
	'')
		mapfile -t COMPREPLY < <(compgen -W "$_oneplan_commands" -- "$word")
		_oneplan_files "$word"
		;;
	forms) mapfile -t COMPREPLY < <(compgen -W 'lint count' -- "$word") ;;
	rates) mapfile -t COMPREPLY < <(compgen -W 'lint' -- "$word") ;;
	training)
		mapfile -t COMPREPLY < <(compgen -W 'complete half blank faulty seat
			reset event handouts' -- "$word")
		;;
	list) ;;
	*) _oneplan_files "$word" ;;
	esac
}

complete -F _oneplan oneplan
