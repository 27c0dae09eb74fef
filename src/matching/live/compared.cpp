#include "matching/live/compared.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "base/names/keys.hpp"
#include "base/text.hpp"
#include "forms/partial_date.hpp"
#include "matching/engine/record.hpp"
#include "matching/engine/values.hpp"
#include "matching/live/comparable_fields.hpp"
#include "matching/live/nearness.hpp"
#include "matching/names/alignment.hpp"
#include "matching/names/dictionary.hpp"
#include "matching/names/level_cache.hpp"
#include "matching/names/name.hpp"
#include "records/derived/values.hpp"
#include "records/representation.hpp"

namespace amparo::matching {
namespace {

constexpr std::string_view name_fields[] = {
    "name",      "name_nickname", "name_other",        "name_transliterated",  "name_first",
    "name_last", "relation_name", "relation_nickname", "relation_other_family"};

bool is_name(std::string_view field) {
    return std::ranges::find(name_fields, field) != std::end(name_fields);
}

bool is_place(std::string_view field) {
    return field.starts_with("location_") || field == "relation_location_current";
}

bool is_telephone(std::string_view field) {
    return field == "telephone_last" || field == "relation_telephone";
}

/// The matchable ones by name, then the usual ones.
std::vector<std::string> field_list(const std::vector<const forms::Field*>& matchable,
                                    std::span<const std::string_view> usual) {
    std::vector<std::string> names;
    for (const auto* field : matchable) names.push_back(field->name);
    for (const auto field : usual) {
        if (std::ranges::find(names, field) == names.end()) names.emplace_back(field);
    }
    return names;
}

/// A value, the key of the record that it is part of, and where it stands.
struct Taken {
    const json::Value* value = nullptr;
    std::string_view key = {};
    const json::Object* data = nullptr;
    std::string_view field = {};
    bool is_there() const { return value != nullptr; }
};

/// The first place that says something.
struct Place {
    const json::Object* data;
    std::string_view field;
    std::string_view section;  // "" for the record itself
};
Taken first_present(std::initializer_list<Place> places) {
    for (const auto& place : places) {
        if (place.data == nullptr) continue;
        const auto* value = json::find(*place.data, place.field);
        if (!json::is_blank(value))
            return {value, place.section.empty() ? place.field : place.section, place.data,
                    place.field};
    }
    return {};
}

std::vector<std::string> texts_of(const json::Value& value) {
    std::vector<std::string> texts;
    if (const auto* list = value.if_array()) {
        for (const auto& item : *list) {
            if (item.is_string()) texts.emplace_back(item.get_string());
        }
    } else if (value.is_string()) {
        texts.emplace_back(value.get_string());
    }
    return texts;
}

/// A name of a relative, of one role on both sides.
struct KinName {
    const Taken& taken;
    std::uint8_t role;
    /// Whether it is that of a child (Umm Ahmad), so that any other name may be theirs too.
    bool is_teknonym() const {
        const auto name = names::read_name(text::join(texts_of(*taken.value), " "));
        return may_be_called(role, name.teknonym);
    }
};

/// Whether an answer is free text: only there words are looked at one by one. The parts of a date,
/// of a number or of an option say nothing alone (01 is in every second date).
bool has_words(const forms::Field* field, std::string_view text) {
    if (field == nullptr) return !parse_day(text);
    return field->type == forms::FieldType::text_field || field->type == forms::FieldType::textarea;
}

/// The days that a date may mean, the first and the last; nullopt for what is no date.
std::optional<std::pair<amparo::Day, amparo::Day>> days_of(const Taken& taken) {
    const auto* text = taken.value->if_string();
    if (text == nullptr) return std::nullopt;
    const auto first = amparo::parse_day(*text);
    if (!first) return std::nullopt;
    const auto precision = forms::precision_of(*taken.data, taken.field);
    return std::pair(*first, forms::last_day(*first, precision));
}

/// The numbers in a field, however they are written; several stand between , ; or /.
std::vector<std::uint32_t> telephones_in(const json::Value& value, const telephone::Country* home) {
    std::vector<std::uint32_t> numbers;
    for (const auto& text : texts_of(value)) {
        for (std::string_view rest = text; !rest.empty();) {
            const auto end = std::min(rest.find_first_of(",;/"), rest.size());
            if (const auto tail = phone_tail(rest.substr(0, end), home)) numbers.push_back(*tail);
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    return numbers;
}

bool share_a_telephone(const json::Value& one, const json::Value& other,
                       const telephone::Country* home) {
    const auto known = telephones_in(one, home);
    return std::ranges::any_of(telephones_in(other, home), [&](auto number) {
        return std::ranges::find(known, number) != known.end();
    });
}

/// Whether two answers are the same, or a text holds every word of the other.
bool are_alike(const json::Value& one, const json::Value& other, const forms::Field* field) {
    const auto left = texts_of(one);
    const auto right = texts_of(other);
    if (left.empty() || right.empty()) {
        const auto number = json::as_number(one);
        return number ? number == json::as_number(other) : one == other;
    }
    if (one.is_array() || other.is_array()) {
        return std::ranges::any_of(
            left, [&](const auto& text) { return std::ranges::find(right, text) != right.end(); });
    }
    if (!has_words(field, left.front())) return left.front() == right.front();
    auto fewer = text::words(text::fold_case(left.front()));
    auto more = text::words(text::fold_case(right.front()));
    if (fewer.size() > more.size()) std::swap(fewer, more);
    if (fewer.empty()) return left.front() == right.front();
    return std::ranges::all_of(
        fewer, [&](const auto& word) { return std::ranges::find(more, word) != more.end(); });
}

bool lies_in(const forms::Locations& locations, const std::string& inner,
             const std::string& outer) {
    const auto* place = locations.find(outer);
    const auto path = locations.ancestry(inner);
    return place != nullptr && std::ranges::find(path, place) != path.end();
}

}  // namespace

struct FieldComparison::Tools {
    Tools(const Viewer& on_behalf_of, const Lexicon& lexicon)
        : viewer(on_behalf_of),
          home(telephone::find_country(viewer.definitions().phone_country())),
          dictionary(lexicon),
          levels(dictionary) {
        const auto& definitions = viewer.definitions();
        child = field_list(matchable_child_fields(definitions), usual_child_fields());
        inquirer = field_list(matchable_kin_fields(definitions), usual_kin_fields());
    }

    /// The weakest level of the words of the shorter reading, each with its best partner.
    Level level_of(const Reading& left, const Reading& right) {
        const auto alignment = align(left, right, levels);
        if (alignment.size == 0 || alignment.size < std::min(left.size, right.size))
            return Level::none;
        auto weakest = Level::exact;
        for (std::size_t at = 0; at < alignment.size; ++at)
            weakest = std::min(weakest, alignment.pairs[at].level);
        return weakest;
    }

    /// The best of two names as they are written and with words joined on one side: Abdulrahman is
    /// Abd al-Rahman (matching.md 4.6).
    Level level_of(const json::Value& one, const json::Value& other) {
        std::vector<TokenId> ids;
        const auto left_place = store_name(text::join(texts_of(one), " "), dictionary, ids);
        const auto right_place = store_name(text::join(texts_of(other), " "), dictionary, ids);
        const auto left = left_place.in(ids);
        const auto right = right_place.in(ids);
        Reading of_left;
        Reading of_right;
        auto best = Level::none;
        for (std::size_t at = 0; at < left.reading_count() + right.reading_count(); ++at) {
            const auto on_left = at < left.reading_count() ? at : 0;
            const auto on_right = at < left.reading_count() ? 0 : at - left.reading_count();
            if (left.reading(on_left, of_left) && right.reading(on_right, of_right))
                best = std::max(best, level_of(of_left, of_right));
        }
        return best;
    }

    bool share_a_place(const json::Value& one, const json::Value& other) const {
        const auto& locations = viewer.definitions().locations();
        for (const auto& left : texts_of(one)) {
            for (const auto& right : texts_of(other)) {
                if (left == right || lies_in(locations, left, right) ||
                    lies_in(locations, right, left))
                    return true;
            }
        }
        return false;
    }

    bool agree(std::string_view field, const Taken& of_case, const Taken& of_trace) const {
        const auto& one = *of_case.value;
        const auto& other = *of_trace.value;
        const auto days = days_of(of_case);
        const auto other_days = days_of(of_trace);
        // A year, and a day of that year, may be the same.
        if (days && other_days)
            return days->first <= other_days->second && other_days->first <= days->second;
        if (is_place(field)) return share_a_place(one, other);
        if (is_telephone(field) && share_a_telephone(one, other, home)) return true;
        return are_alike(one, other, viewer.definitions().field("case", field));
    }

    /// What is shown of a value: nothing of a record that is not open, and nothing it masks.
    json::Value shown(const Seen& seen, const Taken& taken, std::string_view field) const {
        if (!seen.is_open() || !taken.is_there()) return nullptr;
        const bool is_masked = records::is_masked(viewer.definitions(), seen.record, field) ||
                               records::is_masked(viewer.definitions(), seen.record, taken.key);
        return is_masked ? records::masked(*taken.value) : *taken.value;
    }

    /// The value of a side, and how exactly it is known when it is a date known in part.
    void show(json::Object& entry, const std::string& side, const Seen& seen,
              const Taken& taken) const {
        auto value = shown(seen, taken, json::string_or(entry, "field_name"));
        const auto known = taken.is_there() ? forms::precision_of(*taken.data, taken.field)
                                            : forms::DatePrecision::day;
        if (known != forms::DatePrecision::day && value == *taken.value)
            entry[side + "_precision"] = taken.data->at(forms::precision_key(taken.field));
        entry[side + "_value"] = std::move(value);
    }

    /// Whether a relative is called by the name of a child on one side alone.
    static bool is_called_on_one_side(std::string_view field, const Both& both,
                                      std::pair<const Taken&, const Taken&> taken) {
        if (!field.starts_with("relation_")) return false;
        const auto role = json::string_or(both.trace, "relation");
        // Of a father it says nothing what a mother is called.
        if (json::string_or(*taken.first.data, "relation") != role) return false;
        const auto number = role_number(role);
        return KinName{taken.first, number}.is_teknonym() !=
               KinName{taken.second, number}.is_teknonym();
    }

    json::Object entry_of(std::string_view field, const Both& both, const Taken& of_case,
                          const Taken& of_trace) {
        json::Object entry{{"field_name", field}};
        if (!of_case.is_there() || !of_trace.is_there()) {
            entry["match"] = "blank";
            if (of_case.is_there() != of_trace.is_there())
                entry["side"] = of_case.is_there() ? "trace" : "case";
        } else if (is_name(field)) {
            const auto level = level_of(*of_case.value, *of_trace.value);
            entry["match"] = level >= Level::variant ? "match" : "mismatch";
            entry["level"] = std::string(1, letter_of(level));
            if (level == Level::none && is_called_on_one_side(field, both, {of_case, of_trace}))
                entry["near"] = true;
        } else {
            const bool is_same = agree(field, of_case, of_trace);
            entry["match"] = is_same ? "match" : "mismatch";
            if (!is_same && are_near(viewer, both, {field, *of_case.value, *of_trace.value}))
                entry["near"] = true;
        }
        show(entry, "case", both.child_case, of_case);
        show(entry, "trace", both.request, of_trace);
        return entry;
    }

    /// Whether the viewer's role may know of the field on a side.
    static bool is_nameable(const Seen& seen, const Taken& taken) {
        return !taken.is_there() || seen.allows(taken.key);
    }

    json::Array list_of(const std::vector<std::string>& fields, const Both& both,
                        const json::Object* kin) {
        json::Array list;
        const auto& own = both.child_case.record.data;
        const auto& request = both.request.record.data;
        for (const auto& field : fields) {
            const auto other = counterpart_of(field);
            const auto of_case = first_present({{kin, field, kin_section},
                                                {&own, other, ""},
                                                {kin, other, kin_section},
                                                {&own, field, ""}});
            const auto of_trace = first_present({{&both.trace, field, traces_section},
                                                 {&request, other, ""},
                                                 {&both.trace, other, traces_section},
                                                 {&request, field, ""}});
            if (!is_nameable(both.child_case, of_case) || !is_nameable(both.request, of_trace))
                continue;
            list.emplace_back(entry_of(field, both, of_case, of_trace));
        }
        return list;
    }

    const Viewer& viewer;
    const telephone::Country* home;  // of telephone numbers without a prefix
    Dictionary dictionary;
    LevelCache levels;  // of pairs, which more words do not change
    std::vector<std::string> child;
    std::vector<std::string> inquirer;
};

FieldComparison::FieldComparison(const Viewer& viewer, const Lexicon& lexicon)
    : tools_(std::make_unique<Tools>(viewer, lexicon)) {}

FieldComparison::~FieldComparison() = default;

json::Object FieldComparison::compare(const Seen& child_case, const Seen& request,
                                      const json::Object& trace) {
    const Both both{child_case, request, trace};
    json::Array family;
    for (const auto* kin : records::derived::rows(child_case.record.data, kin_section)) {
        if (family.size() == kin_rows_max || !child_case.allows(kin_section)) break;
        family.emplace_back(tools_->list_of(tools_->inquirer, both, kin));
    }
    return {{"case_to_trace", tools_->list_of(tools_->child, both, nullptr)},
            {"family_to_inquirer", std::move(family)}};
}

}  // namespace amparo::matching
