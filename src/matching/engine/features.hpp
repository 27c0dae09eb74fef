#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "matching/engine/layout.hpp"
#include "matching/engine/record.hpp"

namespace amparo::matching {

/// What a record is found by: a kind and a value in one number.
using Feature = std::uint32_t;

/// What sort of value a feature is.
enum class FeatureKind : std::uint8_t {
    own_key,
    own_group,
    kin_key,
    kin_group,
    own_bigram,
    date,
    year_month,
    month_day,
    year_day,
    phone,
    place,
    identifier,
    own_text,  // of scripts that have no keys
    kin_text,
};

/// The bits of a feature that are of its value.
inline constexpr unsigned feature_bits = 28;
/// The feature of a value. Greater values than fit are spread; two of them may then have one
/// feature, which only gives a candidate more.
constexpr Feature feature(FeatureKind kind, std::uint64_t value) {
    const auto fitting =
        value >> feature_bits == 0 ? value : value * 0x9E3779B97F4A7C15ULL >> (64U - feature_bits);
    return static_cast<Feature>(kind) << feature_bits | static_cast<Feature>(fitting);
}
/// The kind that was put into a feature.
constexpr FeatureKind kind_of(Feature feature) {
    return static_cast<FeatureKind>(feature >> feature_bits);
}

/// A feature that is asked for, and how much sharing it counts.
struct WantedFeature {
    Feature feature;
    float weight;
};

/// Sex and birth, by which candidates are sorted before they are compared in full.
struct Traits {
    static constexpr Day no_birth = std::numeric_limits<Day>::min();
    std::uint32_t sex = 0;  // the option, 0 when unknown
    Day birth = no_birth;
};

/// Which slots of a side feed which features.
struct FeaturePlan {
    std::vector<std::uint8_t> own_names;
    std::vector<std::uint8_t> kin_names;
    std::vector<std::uint8_t> cosought;
    std::vector<std::uint8_t> births;
    std::vector<std::uint8_t> phones;
    std::vector<std::uint8_t> places;
    std::vector<std::uint8_t> identifiers;
    std::vector<std::uint8_t> sexes;

    /// The slots of the left side: of cases.
    static FeaturePlan of_left(const BoundModel& model);
    /// The slots of the right side: of traces, or of cases when both sides are.
    static FeaturePlan of_right(const BoundModel& model);
};

/// Names and values of a record as features.
class FeatureReader {
  public:
    FeatureReader(const Dictionary& dictionary, const Places& places, FeaturePlan plan)
        : dictionary_(dictionary), places_(places), plan_(std::move(plan)) {}

    /// What a record is found by; each once, sorted.
    std::vector<Feature> indexed(const Record& record) const;
    /// What a record asks for; each once with its greatest weight.
    std::vector<WantedFeature> wanted(const Record& record, const Model& weights) const;
    /// The bigrams of its own names, for when sounds find too little.
    std::vector<WantedFeature> wanted_bigrams(const Record& record, const Model& weights) const;
    Traits traits(const Record& record) const;
    /// Whether a record names anybody. One that does not is found, and finds, by telephone and
    /// identifier alone: all else would be a guess.
    bool has_names(const Record& record) const;
    /// Distinct keys of all the persons named in a record; for counting how common they are.
    std::vector<std::vector<KeyId>> keys_of_persons(const Record& record) const;

  private:
    struct Sink;
    void add_token(TokenId token, Sink& sink) const;
    void add_name(const Name& name, Sink& sink) const;
    void add_bigrams(const Record& record, Sink& sink) const;
    void add_values(const Record& record, Sink& sink, const Model& weights) const;

    const Dictionary& dictionary_;
    const Places& places_;
    FeaturePlan plan_;
};

}  // namespace amparo::matching
