#include "matching/live/show.hpp"

#include <algorithm>
#include <cmath>

#include "matching/engine/evidence.hpp"
#include "matching/engine/record.hpp"
#include "matching/live/doubts.hpp"
#include "matching/live/eligible.hpp"
#include "records/derived/values.hpp"
#include "records/representation.hpp"

namespace amparo::matching {
namespace {

double rounded(double number, double steps) {
    return std::round(number * steps) / steps;
}

double bits_of(float bits) {
    return rounded(static_cast<double>(bits), 1000);
}

/// The field of the record itself that a field lies in.
std::string top_field_of(const std::string& field) {
    return field.substr(0, field.find('.'));
}

/// Every answer under a field, those of rows too, each once.
void gather(const json::Object& data, const std::string& field, json::Array& values) {
    const auto dot = field.find('.');
    if (dot == std::string::npos) {
        const auto* value = json::find(data, field);
        if (json::is_blank(value)) return;
        if (const auto* list = value->if_array()) {
            for (const auto& item : *list) records::derived::append_distinct(values, item);
        } else {
            records::derived::append_distinct(values, *value);
        }
        return;
    }
    for (const auto* row : records::derived::rows(data, top_field_of(field)))
        gather(*row, field.substr(dot + 1), values);
}

/// One answer as itself, several as a list, none as null.
json::Value value_of(json::Array values) {
    if (values.empty()) return nullptr;
    if (values.size() == 1) return std::move(values.front());
    return values;
}

json::Array fields_of(const EvidenceLine& line) {
    json::Array fields;
    for (const auto& [of_case, of_other] : line.fields)
        fields.emplace_back(json::Array{json::Value(of_case), json::Value(of_other)});
    return fields;
}

std::size_t count_agreeing(const Likeness& likeness) {
    return static_cast<std::size_t>(std::ranges::count_if(
        likeness.evidence, [](const auto& line) { return line.weight_bits >= telling_bits; }));
}

json::Object likeness_to_wire(const Likeness& likeness) {
    const auto score = rounded(likeness.match.score, 10'000);
    return {{"likelihood", likeness.is_likely ? "likely" : "possible"},
            {"score", score},
            {"probability", score},
            {"family_score", rounded(likeness.match.family_score, 10'000)},
            {"relationship", name_of(likeness.match.relationship)}};
}

/// One side of a pair, as far as it says when somebody was born or separated.
struct Told {
    const Seen& seen;
    const json::Object& data;  // of the record, or of the row of a sought child
    std::string_view side;
    const char* reference;  // the field of the day that the record was made on
};

/// Says what the comparison left out or did not believe of a side that the viewer may read.
void add_doubts(json::Object& shown, const Viewer& viewer, const Told& told) {
    if (!told.seen.is_open()) return;
    const auto& record = told.seen.record.data;
    if (is_cut(record) || is_cut(told.data)) shown["truncated"] = true;
    const auto* reference = json::find(record, told.reference);
    for (auto& field : impossible_dates(told.data, reference, viewer.today())) {
        const bool is_row = &told.data != &record;
        if (!told.seen.allows(is_row ? traces_section : std::string_view(field)) ||
            records::is_masked(viewer.definitions(), told.seen.record, field))
            continue;
        auto& dates = shown["check_dates"];
        if (!dates.is_array()) dates = json::Array();
        json::Value date = json::Object{{"side", told.side}, {"field_name", std::move(field)}};
        // A sought child without a date of its own has that of the request.
        records::derived::append_distinct(dates.get_array(), date);
    }
}

}  // namespace

struct PairShow::Sides {
    const Seen* child_case = nullptr;  // null when it is being typed
    const Seen* other = nullptr;       // a tracing request, or a case
    const json::Object* trace = nullptr;

    bool is_nameable(const std::string& of_case, const std::string& of_other) const {
        const auto other_key = top_field_of(of_other);
        const bool is_of_row = trace != nullptr && (trace->contains(other_key) ||
                                                    !other->record.data.contains(other_key));
        return (child_case == nullptr || child_case->allows(top_field_of(of_case))) &&
               (other->allows(other_key) || (is_of_row && other->allows(traces_section)));
    }
};

PairShow::PairShow(const Viewer& viewer, const Service& service, const Messages& messages)
    : viewer_(viewer), messages_(messages), comparison_(viewer, service.lexicon()) {}

json::Value PairShow::label_of(const EvidenceLine& line) const {
    if (line.fields.empty()) return json::Value(line.comparator);
    const auto& path = line.fields.front()[0];
    const auto name = path.substr(path.find('.') == std::string::npos ? 0 : path.find('.') + 1);
    const auto* field = viewer_.definitions().field("case", name);
    const auto label =
        field == nullptr ? "" : forms::text_for(field->display_name, viewer_.locale());
    return json::Value(label.empty() ? name : label);
}

std::string PairShow::sentence_of(const EvidenceLine& line) const {
    const std::string_view side = side_of(line.weight_bits);
    auto key = line.text_key;
    if (!messages_.has(key)) key = "matching.evidence.field." + std::string(side);
    return messages_.text(viewer_.locale(),
                          {key, {{"field", std::string(label_of(line).as_string())}}});
}

json::Object PairShow::line_of(const EvidenceLine& line, const Sides& sides) const {
    json::Array of_case;
    json::Array of_other;
    bool hides_case = sides.child_case == nullptr || !sides.child_case->is_open();
    bool hides_other = !sides.other->is_open();
    for (const auto& [case_field, other_field] : line.fields) {
        const auto& definitions = viewer_.definitions();
        if (sides.child_case != nullptr &&
            records::is_masked(definitions, sides.child_case->record, top_field_of(case_field)))
            hides_case = true;
        if (records::is_masked(definitions, sides.other->record, top_field_of(other_field)))
            hides_other = true;
        if (!hides_case) gather(sides.child_case->record.data, case_field, of_case);
        if (hides_other) continue;
        const bool is_of_row =
            sides.trace != nullptr && !json::is_blank(json::find(*sides.trace, other_field));
        gather(is_of_row ? *sides.trace : sides.other->record.data, other_field, of_other);
    }
    json::Array values{hides_case ? json::Value(nullptr) : value_of(std::move(of_case)),
                       hides_other ? json::Value(nullptr) : value_of(std::move(of_other))};
    json::Object bar{{"comparator", line.comparator},
                     {"level", line.level},
                     {"weight_bits", bits_of(line.weight_bits)},
                     {"text_key", line.text_key},
                     {"text", sentence_of(line)},
                     {"fields", fields_of(line)},
                     {"values", std::move(values)},
                     {"family", line.is_family}};
    if (line.is_automatic) bar["automatic"] = true;
    return bar;
}

json::Array PairShow::evidence_of(const Likeness& likeness, const Sides& sides) const {
    json::Array bars;
    float unnamed = 0;
    bool has_unnamed = false;
    for (auto line : likeness.evidence) {
        std::erase_if(line.fields,
                      [&](const auto& pair) { return !sides.is_nameable(pair[0], pair[1]); });
        if (line.fields.empty()) {
            unnamed += line.weight_bits;
            has_unnamed = true;
            continue;
        }
        bars.emplace_back(line_of(line, sides));
    }
    // What the role must not know of still counts, and the bars still add up.
    if (has_unnamed) {
        EvidenceLine rest{.comparator = "other", .weight_bits = unnamed};
        rest.text_key = "matching.evidence.other." + std::string(side_of(unnamed));
        bars.emplace_back(line_of(rest, sides));
    }
    return bars;
}

json::Object PairShow::show(const TracePair& pair, const store::StoredRecord& child_case,
                            const store::StoredRecord& request) {
    const auto* row = find_trace(request.data, pair.trace.trace);
    AMPARO_REQUIRE(row != nullptr);
    const auto seen_case = viewer_.look_at(child_case);
    const auto seen_request = viewer_.look_at(request);
    const bool is_contact =
        seen_case.sight == Sight::contact || seen_request.sight == Sight::contact;
    auto shown = likeness_to_wire(pair.likeness);
    shown["case"] = case_facts(viewer_, seen_case);
    shown["trace"] = trace_facts(viewer_, seen_request, *row);
    if (!seen_case.is_open() || !seen_request.is_open()) shown["masked"] = true;
    if (is_contact) {
        shown["comparison"] =
            json::Object{{"case_to_trace", json::Array()}, {"family_to_inquirer", json::Array()}};
        shown["agreeing_fields"] = count_agreeing(pair.likeness);
        return shown;
    }
    shown["comparison"] = comparison_.compare(seen_case, seen_request, *row);
    const Sides sides{.child_case = &seen_case, .other = &seen_request, .trace = row};
    auto total = bits_of(pair.likeness.prior_bits);
    shown["prior_bits"] = total;
    auto bars = evidence_of(pair.likeness, sides);
    for (const auto& bar : bars) total += bar.as_object().at("weight_bits").to_number<double>();
    shown["total_bits"] = rounded(total, 1000);
    shown["evidence"] = std::move(bars);
    json::Array would_help;
    for (auto line : pair.likeness.would_help) {
        std::erase_if(line.fields,
                      [&](const auto& names) { return !sides.is_nameable(names[0], names[1]); });
        if (line.fields.empty()) continue;
        would_help.emplace_back(
            json::Object{{"comparator", line.comparator}, {"fields", fields_of(line)}});
    }
    shown["would_help"] = std::move(would_help);
    add_doubts(shown, viewer_, {seen_case, child_case.data, "case", "registration_date"});
    add_doubts(shown, viewer_, {seen_request, *row, "trace", "inquiry_date"});
    add_doubts(shown, viewer_, {seen_request, request.data, "trace", "inquiry_date"});
    if (seen_request.is_open() && seen_request.allows(traces_section) &&
        is_sought_twice(request.data, *row))
        shown["sought_twice"] = true;
    return shown;
}

json::Object PairShow::show(const CasePair& pair, const store::StoredRecord& other) const {
    const auto seen = viewer_.look_at(other);
    auto shown = likeness_to_wire(pair.likeness);
    shown["case"] = case_facts(viewer_, seen);
    if (!seen.is_open()) shown["masked"] = true;
    const Sides sides{.child_case = nullptr, .other = &seen, .trace = nullptr};
    if (seen.sight == Sight::contact) {
        shown["agreeing_fields"] = count_agreeing(pair.likeness);
        return shown;
    }
    shown["evidence"] = evidence_of(pair.likeness, sides);
    add_doubts(shown, viewer_, {seen, other.data, "case", "registration_date"});
    return shown;
}

}  // namespace amparo::matching
