# Groups source files that may be compiled as one: awk -f units.awk HEADERS FILES FILES (named
# twice, as they are read twice). Prints "NUMBER FILE" of those; files of one number go together.
# Two files that declare one name outside of classes never do, nor does a file that calls what
# another declares: it would find the other's. Who hides a type or a constant of a header, or
# uses all values of a type by name (a header may let it), stays alone.

BEGIN { files_max = 8; lines_max = 2400 }

FNR == 1 {
    reading_again = FILENAME in seen
    seen[FILENAME] = 1
    in_header = FILENAME ~ /\.hpp$/
    if (!reading_again && !in_header) order[++count] = FILENAME
}

{ lines[FILENAME] = FNR }

function base_of(path) {
    sub(/.*\//, "", path)
    return path
}

!reading_again && !in_header && /^#include "/ {
    split($0, parts, "\"")
    if (base_of(parts[2]) in spills) alone[FILENAME] = 1
}

# Everything of a namespace begins in the first column, everything inside of braces does not.
!reading_again && /^[A-Za-z_]/ && !/^(namespace|template|[A-Z]+_?TEST[A-Z_]*|TEST[A-Z_]*)[ (]/ {
    text = $0
    if (text ~ /^using [A-Za-z_:]+;/) next  # the same may be said twice
    if (text ~ /^using enum /) {
        if (in_header) spills[base_of(FILENAME)] = 1
        else alone[FILENAME] = 1
        next
    }
    while (gsub(/<[^<>]*>/, "", text)) {}
    gsub(/::/, "@", text)
    is_function = text ~ /^[^({=;:[]*\(/
    sub(/[({=;:[].*/, "", text)
    sub(/ +$/, "", text)
    sub(/.*[ *&]/, "", text)
    if (text == "" || text ~ /@/) next
    if (in_header) {
        if (!is_function) public_names[text] = 1
        next
    }
    if (text in public_names) alone[FILENAME] = 1
    declared[text] = 1
    declares[FILENAME, text] = 1
    names[FILENAME] = names[FILENAME] text "\n"
}

reading_again && !in_header {
    text = $0
    sub(/\/\/.*/, "", text)
    while (match(text, /[A-Za-z_][A-Za-z_0-9]*[({]/)) {
        name = substr(text, RSTART, RLENGTH - 1)
        before = RSTART > 1 ? substr(text, RSTART - 1, 1) : " "
        if (before !~ /[.:>]/ && name in declared) calls[FILENAME, name] = 1
        text = substr(text, RSTART + RLENGTH)
    }
}

# Whether the other file declares or calls what this one declares.
function disturbs(file, other,    parts, n, i) {
    n = split(names[file], parts, "\n")
    for (i = 1; i < n; ++i)
        if ((other, parts[i]) in declares || (other, parts[i]) in calls) return 1
    return 0
}

function fits(file, unit,    i) {
    if (file in alone || members[unit, 1] in alone) return 0
    if (sizes[unit] >= files_max || weight[unit] + lines[file] > lines_max) return 0
    for (i = 1; i <= sizes[unit]; ++i)
        if (disturbs(file, members[unit, i]) || disturbs(members[unit, i], file)) return 0
    return 1
}

END {
    for (i = 1; i <= count; ++i) {
        file = order[i]
        for (unit = 1; unit <= units && !fits(file, unit); ++unit) {}
        if (unit > units) units = unit
        members[unit, ++sizes[unit]] = file
        weight[unit] += lines[file]
    }
    for (unit = 1; unit <= units; ++unit)
        for (i = 1; i <= sizes[unit] && sizes[unit] > 1; ++i) print unit, members[unit, i]
}
