#include "matching/evaluate/fairness.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <map>
#include <set>

#include "base/names/fold.hpp"
#include "base/text.hpp"
#include "matching/engine/values.hpp"
#include "matching/evaluate/traces.hpp"
#include "matching/model/csv.hpp"

namespace amparo::matching {
namespace {

constexpr double below_mean_max = 0.10;
constexpr std::size_t searches_least = 30;  // of a group that can be judged
constexpr std::size_t in_ten = 10;
constexpr const char* unknown = "unknown";

/// The two sides of a search whose case is known.
struct Known {
    const Traced& sought;
    const json::Object& found;
};

/// The first answer to a question, lists by their first.
std::string answer(const json::Object& record, std::string_view field) {
    const auto* value = json::find(record, field);
    if (value != nullptr && value->is_array() && !value->get_array().empty()) {
        value = &value->get_array().front();
    }
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

/// The first answer of the sought child, of the inquirer, of the case.
std::string first_answer(const Known& pair, std::string_view field, std::string_view of_relation) {
    for (auto found : {answer(*pair.sought.trace, field), answer(*pair.sought.request, of_relation),
                       answer(pair.found, field)}) {
        if (!found.empty()) return found;
    }
    return unknown;
}

std::string script_in(std::string_view name) {
    constexpr std::string_view words[] = {"latin", "arabic", "ethiopic", "cyrillic", "other"};
    std::string found;
    for (const auto letter : names::to_utf32(name)) {
        if (!u_isUAlphabetic(static_cast<UChar32>(letter))) continue;
        const auto script = words[static_cast<std::size_t>(names::script_of(letter))];
        if (!found.empty() && found != script) return "mixed";
        found = script;
    }
    return found.empty() ? unknown : found;
}

std::string age_of(const Known& pair, Day today) {
    const auto& trace = *pair.sought.trace;
    const auto* reference = json::find(*pair.sought.request, "inquiry_date");
    const auto birth = birth_of({.date = json::find(trace, "date_of_birth"),
                                 .age = json::find(trace, "age"),
                                 .estimated = json::find(trace, "estimated"),
                                 .reference = reference},
                                today);
    if (!birth) return unknown;
    const auto asked = parse_day(json::string_or(*pair.sought.request, "inquiry_date"));
    const auto years = static_cast<double>(asked.value_or(today) - birth->middle) / days_per_year;
    if (years < 6) return "0-5";
    if (years < 12) return "6-11";
    return years < 18 ? "12-17" : "18+";
}

/// The country of the places, as the root of their hierarchy.
std::string country_of(const Known& pair, const std::map<std::string, std::string>& roots) {
    for (const auto* field : {"location_separation", "location_last"}) {
        const auto root = roots.find(first_answer(pair, field, field));
        if (root != roots.end()) return root->second;
    }
    return unknown;
}

/// The uppermost place of each place of a CSV `location_code,parent_code,admin_level`.
std::map<std::string, std::string> roots_of(std::string_view locations) {
    std::map<std::string, std::string> parents;
    for (const auto line : text::split(locations, '\n')) {
        const auto fields = csv_fields(line);
        if (fields.size() >= 2) parents.emplace(fields[0], fields[1]);
    }
    constexpr int depth_max = 16;  // a hierarchy in a circle ends too
    std::map<std::string, std::string> roots;
    for (const auto& [code, parent] : parents) {
        auto root = code;
        for (int depth = 0; depth < depth_max; ++depth) {
            const auto above = parents.find(root);
            if (above == parents.end() || above->second.empty()) break;
            root = above->second;
        }
        roots.emplace(code, root);
    }
    return roots;
}

using Group = std::pair<std::string, std::string>;

std::vector<Group> groups_of(const Known& pair, const std::map<std::string, std::string>& roots,
                             Day today) {
    const auto script = script_in(json::string_or(*pair.sought.trace, "name"));
    const auto other = script_in(json::string_or(pair.found, "name"));
    return {{"sex", first_answer(pair, "sex", "")},
            {"age", age_of(pair, today)},
            {"script", script},
            {"scripts", script == other ? "same" : "different"},
            {"nationality", first_answer(pair, "nationality", "relation_nationality")},
            {"language", first_answer(pair, "language", "relation_language")},
            {"country", country_of(pair, roots)}};
}

/// Counts of what was found; shares at the end.
class Tally {
  public:
    /// Where the right case is in the list, and how probable it is there.
    struct Place {
        std::optional<std::size_t> rank;
        bool is_likely = false;
    };
    void add(const Group& group, const Place& place) {
        auto& counts = groups_[group];
        counts.searches += 1;
        if (!place.rank) return;
        counts.listed += 1;
        counts.first += *place.rank == 0 ? 1 : 0;
        counts.in_ten += *place.rank < in_ten ? 1 : 0;
        counts.likely += place.is_likely ? 1 : 0;
    }
    std::vector<GroupQuality> shares() const {
        std::vector<GroupQuality> all;
        for (const auto& [group, counts] : groups_) {
            auto share = counts;
            const auto searches = static_cast<double>(counts.searches);
            share.group = group.first;
            share.value = group.second;
            for (auto* count : {&share.first, &share.in_ten, &share.listed, &share.likely}) {
                *count /= searches;
            }
            all.push_back(std::move(share));
        }
        return all;
    }

  private:
    std::map<Group, GroupQuality> groups_;
};

/// The cases of each trace, of rows that begin with the one and end with the other.
std::map<std::string, std::set<std::string>> cases_by_trace(std::string_view labels) {
    std::map<std::string, std::set<std::string>> cases;
    for (const auto line : text::split(labels, '\n')) {
        const auto fields = csv_fields(line);
        if (fields.size() < 2 || fields.back().empty()) continue;
        cases[fields.front()].emplace(fields.back());
    }
    return cases;
}

}  // namespace

std::vector<const GroupQuality*> FairnessReport::unfair() const {
    std::vector<const GroupQuality*> found;
    for (const auto& group : groups) {
        const bool is_judged = group.searches >= searches_least;
        if (is_judged && group.below_mean > below_mean_max) found.push_back(&group);
    }
    return found;
}

std::string FairnessReport::csv() const {
    std::string out = "group,value,searches,first,in_ten,listed,likely,below_mean\n";
    const auto add = [&](const GroupQuality& one) {
        out += fmt::format("{},{},{},{:.4f},{:.4f},{:.4f},{:.4f},{:.4f}\n", one.group,
                           csv_field(one.value), one.searches, one.first, one.in_ten, one.listed,
                           one.likely, one.below_mean);
    };
    add(all);
    for (const auto& group : groups) add(group);
    return out;
}

Result<FairnessReport> evaluate_fairness(const EvaluationInput& input, std::string_view labels,
                                         const EvaluationTools& tools) {
    const auto truth = cases_by_trace(labels);
    const auto roots = roots_of(input.locations);
    std::map<std::string, const json::Object*> by_id;
    Tally groups;
    Tally all;
    AMPARO_CHECK(search_traces(input, tools, [&](const TraceSearch& search) {
        const auto known = truth.find(trace_id(*search.sought.trace));
        if (known == truth.end()) return;
        if (by_id.empty()) {
            for (const auto* one : search.cases) by_id.emplace(json::string_or(*one, "id"), one);
        }
        const json::Object* right = nullptr;
        for (const auto& id : known->second) {
            const auto found = by_id.find(id);
            if (found != by_id.end()) right = found->second;
        }
        if (right == nullptr) return;
        Tally::Place place;
        for (std::size_t rank = 0; rank < search.matches.size() && !place.rank; ++rank) {
            const auto& match = search.matches[rank];
            const auto* found = search.cases[match.ordinal];
            if (!known->second.contains(json::string_or(*found, "id"))) continue;
            place = {rank, match.score >= tools.configuration.tracing.likely_threshold};
            right = found;
        }
        all.add({"all", ""}, place);
        for (const auto& group : groups_of({search.sought, *right}, roots, tools.today)) {
            groups.add(group, place);
        }
    }));
    if (all.shares().empty()) return refuse(Errc::invalid, "errors.matching.no_labels");
    FairnessReport report{.all = all.shares().front(), .groups = groups.shares()};
    for (auto& group : report.groups) group.below_mean = report.all.first - group.first;
    return report;
}

}  // namespace amparo::matching
