#include "matching/model/configuration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/json.hpp"
#include "matching/model/roles.hpp"
#include "matching/model/sense.hpp"

namespace amparo::matching {
namespace {

constexpr double weight_max = 20;
constexpr std::size_t comparators_min = 2;
constexpr std::size_t comparators_max = 64;
constexpr std::size_t candidates_max = 5000;
constexpr std::size_t levels_most = 32;  // a level is numbered in seven bits
constexpr std::size_t id_bytes_max = 128;

constexpr ComparatorType types[] = {
    ComparatorType::person_name,   ComparatorType::kin_name,   ComparatorType::lineage,
    ComparatorType::siblings,      ComparatorType::sex,        ComparatorType::birth,
    ComparatorType::location,      ComparatorType::date,       ComparatorType::overlap,
    ComparatorType::overlap_group, ComparatorType::select,     ComparatorType::text,
    ComparatorType::phone,         ComparatorType::identifier, ComparatorType::number};

constexpr Measure measures[] = {Measure::usual,      Measure::given,    Measure::personal,
                                Measure::other_role, Measure::any_role, Measure::self,
                                Measure::sought};

bool fits(ComparatorType type, Measure measure) {
    switch (measure) {
        case Measure::usual:
            return true;
        case Measure::given:
        case Measure::personal:
            return type == ComparatorType::person_name;
        case Measure::other_role:
        case Measure::any_role:
            return type == ComparatorType::kin_name;
        case Measure::self:
        case Measure::sought:
            return type == ComparatorType::siblings;
    }
    return false;
}

/// Types that would read the first pair of fields and pass over the others, unsaid.
bool reads_one_pair(ComparatorType type) {
    switch (type) {
        case ComparatorType::person_name:
        case ComparatorType::kin_name:
        case ComparatorType::lineage:
        case ComparatorType::siblings:
        case ComparatorType::birth:
        case ComparatorType::date:
        case ComparatorType::text:
        case ComparatorType::number:
            return true;
        default:
            return false;
    }
}

/// What a number of a configuration may be.
struct Range {
    double low;
    double high;
};
constexpr Range share{0, 1};
constexpr Range bits{-weight_max, weight_max};

/// Ids stand in tables and in evidence: no line breaks, and not without end.
bool is_id(std::string_view id) {
    const auto is_control = [](unsigned char sign) { return sign < 0x20 || sign == 0x7F; };
    return !id.empty() && id.size() <= id_bytes_max && std::ranges::none_of(id, is_control);
}

/// Reads JSON and notes everything that is wrong with it.
class Reader {
  public:
    std::vector<Problem> problems;

    void note(std::string pointer, const char* key) {
        problems.push_back({std::move(pointer), MessageKey(key)});
    }

    /// Notes members that are not among the known ones.
    void expect_only(const json::Object& object, const std::string& at,
                     std::initializer_list<std::string_view> known) {
        for (const auto& [key, value] : object) {
            if (std::ranges::find(known, std::string_view(key)) == known.end()) {
                note(at + "/" + json::pointer_step(key), "errors.matching.unknown_key");
            }
        }
    }

    const json::Object* object(const json::Object& parent, const char* key, const std::string& at) {
        const auto* value = json::find(parent, key);
        if (value == nullptr) return nullptr;
        if (!value->is_object()) note(at + "/" + key, "errors.matching.not_an_object");
        return value->is_object() ? &value->get_object() : nullptr;
    }

    const json::Array* array(const json::Object& parent, const char* key, const std::string& at) {
        const auto* value = json::find(parent, key);
        if (value == nullptr) return nullptr;
        if (!value->is_array()) note(at + "/" + key, "errors.matching.not_a_list");
        return value->is_array() ? &value->get_array() : nullptr;
    }

    /// A word; what is absent or no word is the fallback.
    std::string word(const json::Object& parent, const char* key, const std::string& at,
                     std::string_view fallback = "") {
        const auto* value = json::find(parent, key);
        if (value == nullptr) return std::string(fallback);
        if (!value->is_string()) note(at + "/" + key, "errors.matching.unknown_option");
        return std::string(value->is_string() ? std::string_view(value->get_string()) : fallback);
    }

    /// The number, or the fallback when it is absent or wrong.
    double number(const json::Object& parent, const std::string& pointer, double fallback,
                  const Range& range) {
        const auto* value = json::find(parent, pointer.substr(pointer.rfind('/') + 1));
        if (value == nullptr) return fallback;
        const auto found = json::as_number(*value);
        if (found && std::isfinite(*found) && *found >= range.low && *found <= range.high) {
            return *found;
        }
        note(pointer, "errors.matching.number_out_of_range");
        return fallback;
    }

    void weight(const json::Object& parent, const char* key, const std::string& at, float& out) {
        out = static_cast<float>(number(parent, at + "/" + key, static_cast<double>(out), bits));
    }

    bool truth(const json::Object& parent, const char* key, const std::string& at, bool fallback) {
        const auto* value = json::find(parent, key);
        if (value == nullptr) return fallback;
        if (!value->is_bool()) note(at + "/" + key, "errors.matching.unknown_option");
        return value->is_bool() ? value->get_bool() : fallback;
    }

    /// Notes a text that is another than the one there is.
    void expect_text(const json::Object& object, const char* key, std::string_view only) {
        const auto* value = json::find(object, key);
        if (value == nullptr || (value->is_string() && value->get_string() == only)) return;
        note(std::string("/") + key, "errors.matching.unknown_option");
    }

    /// A text, or a list of texts.
    std::vector<std::string> texts(const json::Value& value, const std::string& at) {
        std::vector<std::string> found;
        if (value.is_string()) {
            found.emplace_back(value.get_string());
        } else if (value.is_array()) {
            for (const auto& item : value.get_array()) {
                if (item.is_string()) found.emplace_back(item.get_string());
                if (!item.is_string()) note(at, "errors.matching.not_a_field");
            }
        } else {
            note(at, "errors.matching.not_a_field");
        }
        return found;
    }

    std::vector<std::string> texts(const json::Object& parent, const char* key,
                                   const std::string& at) {
        const auto* value = json::find(parent, key);
        return value == nullptr ? std::vector<std::string>{} : texts(*value, at + "/" + key);
    }
};

/// Reads one comparator.
class ComparatorReader {
  public:
    ComparatorReader(Reader& reader, std::string at) : reader_(reader), at_(std::move(at)) {}

    Comparator read(const json::Object& object) {
        reader_.expect_only(
            object, at_,
            {"id", "type", "measure", "case", "trace", "request", "other", "pairs", "role",
             "trace_role", "roles", "levels", "weights", "cap", "family", "automatic"});
        found_.id = json::string_or(object, "id");
        if (!is_id(found_.id)) reader_.note(at_ + "/id", "errors.matching.id_missing");
        read_type(object);
        read_fields(object);
        if (!level_names(found_.type, found_.measure).empty()) {
            read_named_levels(object);
        } else {
            read_measured_levels(object);
        }
        read_cap(object);
        found_.is_family = reader_.truth(object, "family", at_, is_family_by_type());
        found_.is_automatic = reader_.truth(object, "automatic", at_, false);
        return std::move(found_);
    }

  private:
    void read_type(const json::Object& object) {
        const auto type = json::string_or(object, "type");
        const auto* known = std::ranges::find_if(
            types, [&](ComparatorType candidate) { return name_of(candidate) == type; });
        if (known == std::end(types)) {
            reader_.note(at_ + "/type", "errors.matching.unknown_type");
            return;
        }
        found_.type = *known;
        const auto measure = reader_.word(object, "measure", at_, "usual");
        const auto* chosen = std::ranges::find_if(
            measures, [&](Measure candidate) { return name_of(candidate) == measure; });
        if (chosen == std::end(measures) || !fits(found_.type, *chosen)) {
            reader_.note(at_ + "/measure", "errors.matching.unknown_measure");
            return;
        }
        found_.measure = *chosen;
    }

    void read_fields(const json::Object& object) {
        found_.role = reader_.word(object, "role", at_);
        found_.other_role = reader_.word(object, "trace_role", at_);
        read_roles(object);
        FieldPair pair{.left = reader_.texts(object, "case", at_),
                       .right = reader_.texts(object, "trace", at_)};
        for (auto* key : {"request", "other"}) {
            for (auto& field : reader_.texts(object, key, at_)) {
                pair.right.push_back(std::move(field));
            }
        }
        if (!pair.left.empty() || !pair.right.empty()) found_.pairs.push_back(std::move(pair));
        if (const auto* pairs = reader_.array(object, "pairs", at_)) read_pairs(*pairs);
        if (found_.pairs.empty()) reader_.note(at_, "errors.matching.fields_missing");
        check_pairs();
    }

    void check_pairs() {
        constexpr std::size_t of_birth = 4;
        for (const auto& each : found_.pairs) {
            if (each.left.empty() || each.right.empty()) {
                reader_.note(at_, "errors.matching.fields_missing");
            } else if (found_.type == ComparatorType::birth &&
                       (each.left.size() != of_birth || each.right.size() != of_birth)) {
                reader_.note(at_, "errors.matching.birth_needs_four_fields");
            }
        }
        if (found_.pairs.size() > 1 && reads_one_pair(found_.type))
            reader_.note(at_ + "/pairs", "errors.matching.pairs_too_many");
    }

    /// Rows of a role that nobody can have would be compared with none, unsaid.
    void read_roles(const json::Object& object) {
        found_.roles = reader_.texts(object, "roles", at_);
        for (std::size_t at = 0; at < found_.roles.size(); ++at) {
            if (role_number(found_.roles[at]) == 0)
                reader_.note(fmt::format("{}/roles/{}", at_, at), "errors.matching.unknown_role");
        }
    }

    void read_pairs(const json::Array& pairs) {
        for (std::size_t at = 0; at < pairs.size(); ++at) {
            const auto where = fmt::format("{}/pairs/{}", at_, at);
            if (!pairs[at].is_array() || pairs[at].get_array().size() != 2) {
                reader_.note(where, "errors.matching.not_a_pair");
                continue;
            }
            const auto& pair = pairs[at].get_array();
            found_.pairs.push_back(
                {.left = reader_.texts(pair[0], where), .right = reader_.texts(pair[1], where)});
        }
    }

    void read_named_levels(const json::Object& object) {
        const auto& names = level_names(found_.type, found_.measure);
        for (const auto& name : names) found_.levels.push_back({.name = name});
        const auto* weights = reader_.object(object, "weights", at_);
        if (weights == nullptr) {
            reader_.note(at_ + "/weights", "errors.matching.weights_missing");
            return;
        }
        for (const auto& [key, value] : *weights) {
            const auto known =
                std::ranges::find(found_.levels, std::string_view(key), &LevelWeight::name);
            if (known == found_.levels.end()) {
                reader_.note(at_ + "/weights/" + json::pointer_step(key),
                             "errors.matching.unknown_level");
                continue;
            }
            reader_.weight(*weights, known->name.c_str(), at_ + "/weights", known->weight);
        }
    }

    void read_measured_levels(const json::Object& object) {
        const auto* levels = json::find_array(object, "levels");
        if (levels == nullptr || levels->empty()) {
            reader_.note(at_ + "/levels", "errors.matching.weights_missing");
            return;
        }
        if (levels->size() > levels_most) {
            reader_.note(at_ + "/levels", "errors.matching.levels_too_many");
            return;
        }
        double before = -std::numeric_limits<double>::infinity();
        for (std::size_t at = 0; at < levels->size(); ++at) {
            const auto where = fmt::format("{}/levels/{}", at_, at);
            if (!(*levels)[at].is_object()) {
                reader_.note(where, "errors.matching.not_an_object");
                continue;
            }
            const auto& level = (*levels)[at].get_object();
            reader_.expect_only(level, where, {"below", "w"});
            LevelWeight found;
            reader_.weight(level, "w", where, found.weight);
            const bool is_last = at + 1 == levels->size();
            double below = 0;
            if (json::find(level, "below") != nullptr) {
                below = reader_.number(level, where + "/below", below, {-1000, 1000});
            }
            const bool has_bound = json::find(level, "below") != nullptr;
            if (has_bound == is_last || (has_bound && below <= before)) {
                reader_.note(where + "/below", "errors.matching.bounds_not_rising");
            }
            if (has_bound) found.below = static_cast<float>(below);
            found.name = has_bound ? fmt::format("below_{}", found.below) : "highest";
            before = below;
            found_.levels.push_back(std::move(found));
        }
    }

    void read_cap(const json::Object& object) {
        const auto* value = json::find(object, "cap");
        if (value == nullptr) return;
        const auto* cap = value->if_array();
        const bool is_pair = cap != nullptr && cap->size() == 2;
        const auto low = is_pair ? json::as_number((*cap)[0]) : std::nullopt;
        const auto high = is_pair ? json::as_number((*cap)[1]) : std::nullopt;
        const bool is_range =
            low && high && *low >= -weight_max && *low <= *high && *high <= weight_max;
        if (!is_range) {
            reader_.note(at_ + "/cap", "errors.matching.not_a_range");
            return;
        }
        found_.cap_low = static_cast<float>(*low);
        found_.cap_high = static_cast<float>(*high);
    }

    bool is_family_by_type() const {
        switch (found_.type) {
            case ComparatorType::person_name:
            case ComparatorType::sex:
            case ComparatorType::birth:
            case ComparatorType::identifier:
            case ComparatorType::number:
            case ComparatorType::text:
                return false;
            case ComparatorType::siblings:
                return found_.measure == Measure::usual;
            default:
                return true;
        }
    }

    Reader& reader_;
    std::string at_;
    Comparator found_;
};

/// Every field of names with what makes another list of it.
std::set<std::string> name_fields_of(const Model& model) {
    std::set<std::string> fields;
    for (const auto& comparator : model.comparators) {
        const auto type = comparator.type;
        if (type != ComparatorType::person_name && type != ComparatorType::kin_name &&
            type != ComparatorType::lineage && type != ComparatorType::siblings &&
            type != ComparatorType::text) {
            continue;
        }
        for (const auto& pair : comparator.pairs) {
            for (const auto* side : {&pair.left, &pair.right}) {
                const auto& role = side == &pair.left ? comparator.role : comparator.other_role;
                for (const auto& field : *side) {
                    fields.insert(fmt::format("{}|{}|{}", name_of(type), role, field));
                }
            }
        }
    }
    return fields;
}

bool has_too_many_fields(const Model& model) {
    std::size_t pairs = 0;
    for (const auto& comparator : model.comparators) pairs += comparator.pairs.size();
    return pairs > field_pairs_max || name_fields_of(model).size() > name_fields_max;
}

void read_comparators(Reader& reader, const json::Object& object, const std::string& at,
                      Model& model) {
    const auto* list = json::find_array(object, "comparators");
    if (list == nullptr || list->size() < comparators_min || list->size() > comparators_max) {
        reader.note(at + "/comparators", "errors.matching.comparators_too_few");
        return;
    }
    for (std::size_t index = 0; index < list->size(); ++index) {
        const auto where = fmt::format("{}/comparators/{}", at, index);
        if (!(*list)[index].is_object()) {
            reader.note(where, "errors.matching.not_an_object");
            continue;
        }
        auto found = ComparatorReader(reader, where).read((*list)[index].get_object());
        const bool is_twice = std::ranges::any_of(
            model.comparators, [&](const Comparator& other) { return other.id == found.id; });
        if (is_twice) reader.note(where + "/id", "errors.matching.id_twice");
        model.comparators.push_back(std::move(found));
    }
}

void read_retrieval(Reader& reader, const json::Object& retrieval, const std::string& at,
                    Model& model) {
    reader.expect_only(retrieval, at, {"candidates", "features"});
    model.candidates = static_cast<std::size_t>(reader.number(
        retrieval, at + "/candidates", static_cast<double>(model.candidates), {1, candidates_max}));
    const auto* features = reader.object(retrieval, "features", at);
    if (features == nullptr) return;
    const auto where = at + "/features";
    reader.expect_only(*features, where, {"own_key", "kin_key", "cross", "place", "bigram"});
    reader.weight(*features, "own_key", where, model.own_key);
    reader.weight(*features, "kin_key", where, model.kin_key);
    reader.weight(*features, "cross", where, model.cross);
    reader.weight(*features, "place", where, model.place);
    reader.weight(*features, "bigram", where, model.bigram);
}

void read_model(Reader& reader, const json::Object& object, const std::string& at, Model& model) {
    reader.expect_only(
        object, at,
        {"eligible", "retrieval", "prior", "calibration", "thresholds", "comparators", "left_out"});
    model.left_out = reader.texts(object, "left_out", at);
    if (const auto* retrieval = reader.object(object, "retrieval", at)) {
        read_retrieval(reader, *retrieval, at + "/retrieval", model);
    }
    if (const auto* prior = reader.object(object, "prior", at)) {
        reader.expect_only(*prior, at + "/prior",
                           {"match_share", "close_records", "relatives", "namesakes"});
        model.match_share =
            reader.number(*prior, at + "/prior/match_share", model.match_share, {1e-6, 1});
        model.close_records =
            reader.number(*prior, at + "/prior/close_records", model.close_records, {0, 1e6});
        model.relatives = reader.number(*prior, at + "/prior/relatives", model.relatives, {0, 100});
        model.namesakes = reader.number(*prior, at + "/prior/namesakes", model.namesakes, {0, 1});
    }
    if (const auto* calibration = reader.object(object, "calibration", at)) {
        const auto where = at + "/calibration";
        reader.expect_only(*calibration, where, {"a", "b", "method"});
        const auto method = reader.word(*calibration, "method", where, "platt");
        if (method != "platt") reader.note(where + "/method", "errors.matching.unknown_option");
        model.slope = reader.number(*calibration, where + "/a", model.slope, {0.01, 10});
        model.intercept = reader.number(*calibration, where + "/b", model.intercept, bits);
    }
    if (const auto* thresholds = reader.object(object, "thresholds", at)) {
        const auto where = at + "/thresholds";
        reader.expect_only(*thresholds, where,
                           {"list", "likely", "store", "notify", "family", "alert"});
        model.list_threshold =
            reader.number(*thresholds, where + "/list", model.list_threshold, share);
        model.likely_threshold =
            reader.number(*thresholds, where + "/likely", model.likely_threshold, share);
        model.store_threshold =
            reader.number(*thresholds, where + "/store", model.store_threshold, share);
        model.notify_threshold =
            reader.number(*thresholds, where + "/notify", model.notify_threshold, share);
        model.notify_threshold =
            reader.number(*thresholds, where + "/alert", model.notify_threshold, share);
        model.family_threshold =
            reader.number(*thresholds, where + "/family", model.family_threshold, share);
    }
    read_comparators(reader, object, at, model);
    if (has_too_many_fields(model)) {
        reader.note(at + "/comparators", "errors.matching.fields_too_many");
    }
}

void read_eligibility(Reader& reader, const json::Object& object, Eligibility& eligibility) {
    const std::string at = "/tracing/eligible";
    reader.expect_only(object, at,
                       {"case_status", "module_ids", "consent_field", "request_status"});
    if (json::find(object, "case_status") != nullptr) {
        eligibility.case_status = reader.texts(object, "case_status", at);
    }
    if (json::find(object, "request_status") != nullptr) {
        eligibility.request_status = reader.texts(object, "request_status", at);
    }
    eligibility.module_ids = reader.texts(object, "module_ids", at);
    const auto* consent = json::find(object, "consent_field");
    if (consent != nullptr && !consent->is_string())
        reader.note(at + "/consent_field", "errors.matching.consent_needed");
    eligibility.consent_field = json::string_or(object, "consent_field", "consent_for_tracing");
}

void read_switches(Reader& reader, const json::Object& object, Configuration& configuration) {
    configuration.two_person_confirmation =
        reader.truth(object, "two_person_confirmation", "", true);
    // Both lie beside the configuration under these names.
    reader.expect_text(object, "lexicon", "name-variants.tsv");
    reader.expect_text(object, "known_names", "known-names.txt");
    const auto mode = reader.word(object, "score_mode", "", "probability");
    if (mode != "probability" && mode != "relative") {
        reader.note("/score_mode", "errors.matching.unknown_option");
    }
    configuration.score_mode = mode == "relative" ? ScoreMode::relative : ScoreMode::probability;
    const auto* visibility = reader.object(object, "visibility", "");
    if (visibility == nullptr) return;
    reader.expect_only(*visibility, "/visibility", {"counterpart"});
    const auto counterpart = reader.word(*visibility, "counterpart", "/visibility", "masked");
    if (counterpart == "full") {
        configuration.counterpart = CounterpartVisibility::full;
    } else if (counterpart == "contact") {
        configuration.counterpart = CounterpartVisibility::contact;
    } else if (counterpart != "masked") {
        reader.note("/visibility/counterpart", "errors.matching.unknown_option");
    }
}

/// Versions are counted from 1; files that say none are of the first.
int read_version(Reader& reader, const json::Object& object) {
    constexpr int version_max = std::numeric_limits<int>::max();
    const auto version = reader.number(object, "/version", 1, {1, version_max});
    if (std::floor(version) != version)
        reader.note("/version", "errors.matching.number_out_of_range");
    return static_cast<int>(version);
}

}  // namespace

Result<Configuration> Configuration::parse(std::string_view json_text) {
    AMPARO_TRY(const auto object, json::parse_object(json_text));
    Reader reader;
    Configuration configuration;
    reader.expect_only(object, "",
                       {"version", "pipeline", "tracing", "duplicates", "visibility",
                        "two_person_confirmation", "score_mode", "lexicon", "known_names"});
    configuration.version = read_version(reader, object);
    reader.word(object, "pipeline", "");
    configuration.duplicates.match_share = 0.05;
    const auto* tracing = reader.object(object, "tracing", "");
    if (tracing == nullptr) {
        reader.note("/tracing", "errors.matching.model_missing");
    } else {
        if (const auto* eligible = reader.object(*tracing, "eligible", "/tracing")) {
            read_eligibility(reader, *eligible, configuration.eligibility);
        }
        read_model(reader, *tracing, "/tracing", configuration.tracing);
    }
    if (const auto* duplicates = reader.object(object, "duplicates", "")) {
        read_model(reader, *duplicates, "/duplicates", configuration.duplicates);
    } else {
        reader.note("/duplicates", "errors.matching.model_missing");
    }
    read_switches(reader, object, configuration);
    if (reader.problems.empty()) note_nonsense(configuration, reader.problems);
    if (reader.problems.empty()) return configuration;
    Error error{.code = Errc::invalid,
                .message = "errors.matching.configuration",
                .field = reader.problems.front().pointer};
    error.problems = std::move(reader.problems);
    return std::unexpected(std::move(error));
}

}  // namespace amparo::matching
