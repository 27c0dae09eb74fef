#include "matching/evaluate/explain.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "matching/engine/evidence.hpp"
#include "matching/evaluate/traces.hpp"
#include "matching/names/alignment.hpp"
#include "matching/names/name_evidence.hpp"

namespace amparo::matching {
namespace {

std::unexpected<Error> no_such(const std::string& id) {
    return refuse_field(Errc::not_found, id, "errors.matching.no_record");
}

/// The name of a criterion; of one that nobody wrote down it is said.
std::string title_of(const Comparator& comparator) {
    return comparator.id + (comparator.is_automatic ? " (automatic)" : "");
}

std::string table_of(const Evidence& evidence, const Match& match) {
    std::string out = fmt::format("{:<22}{:<14}{:>+8.2f}\n", "prior", "", evidence.prior_bits);
    for (const auto& bar : evidence.bars) {
        out += fmt::format("{:<22}{:<14}{:>+8.2f}\n", title_of(*bar.comparator), bar.level,
                           bar.weight_bits);
    }
    out += fmt::format("{:<22}{:<14}{:>+8.2f}\n", "total", "", evidence.total_bits);
    out += fmt::format("{:<36}{:>8.4f}\n", "score", match.score);
    out += fmt::format("{:<36}{:>8.4f}\n", "family_score", match.family_score);
    out += fmt::format("{:<22}{}\n", "relationship", name_of(match.relationship));
    out += fmt::format("{:<22}", "would_help");
    for (const auto* comparator : evidence.would_help) out += comparator->id + " ";
    while (out.ends_with(' ')) out.pop_back();
    return out + "\n";
}

/// The parsed files of an evaluation.
struct Material {
    std::vector<json::Object> cases;
    std::vector<json::Object> requests;
    Places places;

    const json::Object* find_case(const std::string& id) const {
        const auto found = std::ranges::find_if(
            cases, [&](const auto& record) { return json::string_or(record, "id") == id; });
        return found == cases.end() ? nullptr : &*found;
    }
    RecordSource find_searching(const std::string& id) const {
        for (const auto& request : requests) {
            const auto* rows = json::find_array(request, "tracing_request_subform_section");
            if (rows == nullptr) continue;
            for (const auto& row : *rows) {
                if (row.is_object() && trace_id(row.get_object()) == id) {
                    return {.record = &row.get_object(), .request = &request};
                }
            }
        }
        return {.record = find_case(id), .request = nullptr};
    }
};

/// The sought child first, in whichever order the two were named.
ExplainedPair in_order(const ExplainedPair& pair, const Material& material) {
    const bool is_reversed = material.find_case(pair.found) == nullptr &&
                             material.find_case(pair.searching) != nullptr &&
                             material.find_searching(pair.found).request != nullptr;
    return is_reversed ? ExplainedPair{pair.found, pair.searching} : pair;
}

void describe_name(std::string_view label, const Name& name, const Dictionary& dictionary,
                   std::string& out) {
    for (const auto id : name.tokens()) {
        const auto& token = dictionary[id];
        out += fmt::format("{}\t{}\t", label, token.text);
        for (const auto key : token.keys) out += key_text(key) + " ";
        if (out.ends_with(' ')) out.pop_back();
        out += "\n";
    }
}

}  // namespace

Result<std::string> explain(const ExplainedPair& named, const EvaluationInput& input,
                            const EvaluationTools& tools) {
    Material material;
    AMPARO_TRY(material.cases, parse_lines(input.cases));
    AMPARO_TRY(material.requests, parse_lines(input.requests));
    AMPARO_TRY(material.places, Places::parse(input.locations));
    const auto pair = in_order(named, material);
    const auto source = material.find_searching(pair.searching);
    if (source.record == nullptr) return no_such(pair.searching);
    if (material.find_case(pair.found) == nullptr) return no_such(pair.found);
    const bool is_tracing = source.request != nullptr;
    const BoundModel model(
        is_tracing ? tools.configuration.tracing : tools.configuration.duplicates,
        is_tracing ? Sides::case_and_trace : Sides::case_and_case);
    // All cases take part, because how common a name is decides what it is worth.
    Matcher matcher(model, tools.lexicon, material.places, tools.today);
    auto found = no_ordinal;
    for (const auto& record : material.cases) {
        const auto ordinal = matcher.add({.record = &record});
        if (json::string_or(record, "id") == pair.found) found = ordinal;
    }
    Matcher::Session session(matcher);
    const auto comparison = session.compare(source, found).value();
    return table_of(evidence_of(model, comparison, matcher.prior()),
                    judge(model.model(), comparison, matcher.prior()));
}

std::string explain_names(std::string_view left, std::string_view right, const Lexicon& lexicon) {
    Dictionary dictionary(lexicon);
    std::vector<TokenId> ids;
    const auto left_place = store_name(left, dictionary, ids);
    const auto right_place = store_name(right, dictionary, ids);
    const auto one = left_place.in(ids);
    const auto other = right_place.in(ids);
    std::string out;
    describe_name("A", one, dictionary, out);
    describe_name("B", other, dictionary, out);
    LevelCache levels(dictionary);
    Reading plain_one;
    Reading plain_other;
    one.reading(0, plain_one);
    other.reading(0, plain_other);
    const auto alignment = align(plain_one, plain_other, levels);
    for (std::size_t at = 0; at < alignment.size; ++at) {
        const auto& pair = alignment.pairs[at];
        out += fmt::format("pair\t{}\t{}\t{}\t{:.2f}\n", dictionary[one[pair.left]].text,
                           dictionary[other[pair.right]].text, letter_of(pair.level),
                           quality(pair.level));
    }
    return out + fmt::format("similarity\t{:.4f}\n", name_similarity(one, other, levels));
}

}  // namespace amparo::matching
