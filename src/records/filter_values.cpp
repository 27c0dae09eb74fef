#include "records/filter_values.hpp"

#include <charconv>
#include <cmath>

#include "base/clock.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace amparo::records {
namespace {

using index::AnyOf;
using index::Column;
using index::ColumnKind;
using index::Filter;

std::unexpected<Error> not_valid(const Column& column) {
    return refuse_field(Errc::invalid, column.name, MessageKey{"errors.filters.value"});
}

/// "a,b\,c" → "a", "b,c".
void split_commas(std::string_view text, std::vector<std::string>& pieces) {
    std::string piece;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\\' && at + 1 < text.size() && text[at + 1] == ',') {
            piece += ',';
            ++at;
        } else if (text[at] == ',') {
            pieces.push_back(std::move(piece));
            piece.clear();
        } else {
            piece += text[at];
        }
    }
    pieces.push_back(std::move(piece));
}

/// Both ends of a range as written; an empty end is open.
struct Ends {
    std::string from;
    std::string to;
};

std::optional<Ends> range_ends(const ParameterNode& value) {
    const auto* from = value.find("from");
    const auto* to = value.find("to");
    if (from == nullptr && to == nullptr) return std::nullopt;
    const auto text_of = [](const ParameterNode* node) {
        return node == nullptr || !node->text ? std::string() : *node->text;
    };
    return Ends{text_of(from), text_of(to)};
}

std::optional<Ends> range_ends(const std::string& text) {
    const auto at = text.find("..");
    if (at == std::string::npos) return std::nullopt;
    return Ends{text::trim(text.substr(0, at)), text::trim(text.substr(at + 2))};
}

std::optional<double> read_number(const std::string& text) {
    double number = 0;
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end || !std::isfinite(number)) return std::nullopt;
    return number;
}

Result<Filter> number_range(const Column& column, const Ends& ends) {
    index::NumberRange range{.column = column.name, .from = {}, .to = {}};
    if (!ends.from.empty()) {
        range.from = read_number(ends.from);
        if (!range.from) return not_valid(column);
    }
    if (!ends.to.empty()) {
        range.to = read_number(ends.to);
        if (!range.to) return not_valid(column);
    }
    return Filter{range};
}

struct Moment {
    std::int64_t first;  // of a day: its first millisecond
    std::int64_t last;   // of a day: its last
};

std::optional<Moment> read_moment(const std::string& text) {
    constexpr std::int64_t day_length = 86'400'000;
    if (const auto day = parse_day(text)) {
        const auto first = Instant(*day).time_since_epoch().count();
        return Moment{first, first + day_length - 1};
    }
    // In a query a "+" of an offset arrives as a blank.
    std::string moment = text;
    if (const auto blank = moment.rfind(' '); blank != std::string::npos && blank > 10)
        moment[blank] = '+';
    const auto instant = parse_instant(moment);
    if (!instant) return std::nullopt;
    return Moment{instant->time_since_epoch().count(), instant->time_since_epoch().count()};
}

// A pure date as an upper bound covers its whole day (records.md §8.2).
Result<Filter> date_range(const Column& column, const Ends& ends) {
    index::DateRange range{.column = column.name, .from = {}, .to = {}};
    if (!ends.from.empty()) {
        const auto moment = read_moment(ends.from);
        if (!moment) return not_valid(column);
        range.from = moment->first;
    }
    if (!ends.to.empty()) {
        const auto moment = read_moment(ends.to);
        if (!moment) return not_valid(column);
        range.to = moment->last;
    }
    return Filter{range};
}

Result<Filter> range_filter(const Column& column, const Ends& ends) {
    if (column.kind == ColumnKind::number) return number_range(column, ends);
    if (column.kind == ColumnKind::date) return date_range(column, ends);
    return not_valid(column);
}

bool has_ranges(const Column& column) {
    return column.kind == ColumnKind::number || column.kind == ColumnKind::date;
}

/// One alternative: a range, or a single value of a column that has ranges.
Result<Filter> ranged_value(const Column& column, const std::string& text) {
    auto ends = range_ends(text);
    if (!ends) ends = Ends{text, text};
    return range_filter(column, *ends);
}

Filter any_of(index::Filters parts) {
    if (parts.size() == 1) return std::move(parts.front());
    return Filter{index::Or{std::move(parts)}};
}

Filter missing(const Column& column) {
    auto present = std::make_unique<Filter>(Filter{index::Present{column.name}});
    return Filter{index::Not{std::move(present)}};
}

/// Exact values. "false" also matches what was never filled in.
Filter exact_values(const Column& column, std::vector<std::string> texts) {
    bool or_missing = false;
    for (const auto& text : texts) or_missing = or_missing || text == "false";
    index::Filters parts;
    parts.push_back(Filter{AnyOf{column.name, std::move(texts)}});
    if (or_missing && column.kind == ColumnKind::keyword) parts.push_back(missing(column));
    return any_of(std::move(parts));
}

/// Ranges among the alternatives, as {from,to} objects inside a list.
Result<index::Filters> object_ranges(const Column& column, const ParameterNode& value) {
    index::Filters parts;
    if (const auto ends = range_ends(value)) {
        AMPARO_TRY(auto part, range_filter(column, *ends));
        parts.push_back(std::move(part));
    }
    if (!value.is_list()) return parts;
    for (const auto* entry : value.list()) {
        const auto ends = range_ends(*entry);
        if (!ends) continue;
        AMPARO_TRY(auto part, range_filter(column, *ends));
        parts.push_back(std::move(part));
    }
    return parts;
}

}  // namespace

std::vector<std::string> value_texts(const ParameterNode& value) {
    std::vector<std::string> texts;
    const auto add = [&](const std::string& text) {
        std::vector<std::string> pieces;
        split_commas(text, pieces);
        for (auto& piece : pieces) {
            if (auto trimmed = text::trim(piece); !trimmed.empty())
                texts.push_back(std::move(trimmed));
        }
    };
    if (value.text) add(*value.text);
    for (const auto* entry : value.list()) {
        if (entry->text) add(*entry->text);
    }
    return texts;
}

Result<std::optional<Filter>> column_filter(const Column& column, const ParameterNode& value) {
    AMPARO_TRY(auto parts, object_ranges(column, value));
    auto texts = value_texts(value);
    if (texts.size() > limits::filter_values_max) return not_valid(column);
    if (texts.empty() && parts.empty()) return std::optional<Filter>();
    if (texts.size() == 1 && texts.front() == "not_null")
        return std::optional<Filter>(Filter{index::Present{column.name}});
    if (has_ranges(column)) {
        for (const auto& text : texts) {
            AMPARO_TRY(auto part, ranged_value(column, text));
            parts.push_back(std::move(part));
        }
    } else if (!texts.empty()) {
        parts.push_back(exact_values(column, std::move(texts)));
    }
    return std::optional<Filter>(any_of(std::move(parts)));
}

Result<std::optional<Filter>> location_filter(const Column& column, const ParameterNode& value,
                                              int level_min) {
    if (column.kind != ColumnKind::location) return not_valid(column);
    const auto codes = value_texts(value);
    if (codes.size() > limits::filter_values_max) return not_valid(column);
    index::Filters parts;
    for (const auto& code : codes) {
        parts.push_back(
            Filter{index::UnderLocation{column.name, text::ascii_lower(code), level_min}});
    }
    if (parts.empty()) return std::optional<Filter>();
    return std::optional<Filter>(any_of(std::move(parts)));
}

}  // namespace amparo::records
