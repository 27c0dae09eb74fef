#include "index/extract.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>

#include "base/clock.hpp"
#include "base/text.hpp"
#include "index/detail/hash_slots.hpp"

namespace amparo::index {
namespace {

// Longer texts that agree so far are ordered by id: nobody reads further in a list.
constexpr std::size_t sort_text_bytes_max = 96;
constexpr std::size_t day_characters = 10;

std::vector<std::string> steps_of(const Column& column) {
    const auto& path = column.path.empty() ? column.name : column.path;
    std::vector<std::string> steps;
    for (auto step : text::split(path, '.')) {
        if (step.ends_with("[]")) step.remove_suffix(2);
        steps.emplace_back(step);
    }
    return steps;
}

bool holds_text(ColumnKind kind) {
    return kind != ColumnKind::number && kind != ColumnKind::date;
}

std::string number_text(const json::Value& value) {
    return json::write(value);
}

std::optional<std::int64_t> ordered_value(const json::Value& value, ColumnKind kind) {
    if (const auto* text = value.if_string()) {
        const auto view = std::string_view(text->data(), text->size());
        if (kind == ColumnKind::date) return read_date(view);
        const auto number = read_number(view);
        return number ? std::optional(ordered_number(*number)) : std::nullopt;
    }
    if (kind != ColumnKind::number) return std::nullopt;
    const auto number = json::as_number(value);
    return number ? std::optional(ordered_number(*number)) : std::nullopt;
}

}  // namespace

Extractor::Extractor(const Column& column)
    : steps_(steps_of(column)),
      kind_(column.kind),
      has_sort_key_(column.sortable && (kind_ == ColumnKind::identifier ||
                                        kind_ == ColumnKind::text || kind_ == ColumnKind::name)) {}

void Extractor::read(const json::Value& value, ColumnValues& out, OwnedTexts& owned) const {
    collect(value, 1, {out, owned});
}

void Extractor::end_row(ColumnValues& out) const {
    out.ends.push_back(
        static_cast<std::uint32_t>(holds_text(kind_) ? out.texts.size() : out.numbers.size()));
    if (!has_sort_key_) return;
    auto& key = out.sort_keys.emplace_back();
    for (const auto text : out.texts_of(out.ends.size() - 1)) {
        auto candidate = sort_key(text);
        if (key.empty() || candidate < key) key = std::move(candidate);
    }
}

void Extractor::collect(const json::Value& value, std::size_t step, const Target& target) const {
    if (const auto* array = value.if_array()) {
        for (const auto& element : *array) collect(element, step, target);
        return;
    }
    if (step == steps_.size()) {
        take(value, target);
        return;
    }
    const auto* object = value.if_object();
    const auto* member = object == nullptr ? nullptr : json::find(*object, steps_[step]);
    if (member != nullptr) collect(*member, step + 1, target);
}

void Extractor::take(const json::Value& value, const Target& target) const {
    if (!holds_text(kind_)) {
        const auto number = ordered_value(value, kind_);
        if (number) target.values.numbers.push_back(*number);
        return;
    }
    std::string_view text;
    if (const auto* string = value.if_string()) {
        text = {string->data(), string->size()};
    } else if (const auto* boolean = value.if_bool()) {
        text = *boolean ? "true" : "false";
    } else if (value.is_number()) {
        text = target.owned.emplace_back(number_text(value));
    }
    if (text.empty()) return;
    target.values.texts.push_back(text);
    if (kind_ == ColumnKind::text || kind_ == ColumnKind::name) {
        target.values.numbers.push_back(text_hash(text));
    }
}

std::int64_t ordered_number(double number) {
    if (number == 0) number = 0;  // one zero
    const auto bits = std::bit_cast<std::int64_t>(number);
    // Negative numbers order backwards by their bits, so all bits but the sign are flipped.
    return bits ^ ((bits >> 63) & INT64_MAX);
}

std::int64_t text_hash(std::string_view text) {
    return static_cast<std::int64_t>(mix_hash(std::hash<std::string_view>{}(text)) >> 2);
}

std::optional<std::int64_t> read_date(std::string_view text) {
    if (text.size() == day_characters) {
        const auto day = parse_day(text);
        if (!day) return std::nullopt;
        return std::chrono::milliseconds(day->time_since_epoch()).count();
    }
    const auto instant = parse_instant(text);
    if (!instant) return std::nullopt;
    return instant->time_since_epoch().count();
}

std::optional<double> read_number(std::string_view text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) {
        return std::nullopt;
    }
    return number;
}

std::string sort_key(std::string_view text) {
    auto length = std::min(text.size(), sort_text_bytes_max);
    while (length < text.size() && length > 0 &&
           (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) {
        --length;
    }
    return text::collation_key(text.substr(0, length));
}

}  // namespace amparo::index
