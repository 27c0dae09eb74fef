#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace amparo::matching {

/// What a comparator compares, and how (matching.md 13).
enum class ComparatorType : std::uint8_t {
    person_name,  // the names of the child
    kin_name,     // names of relatives, by their role
    lineage,      // names of fathers inside names of children
    siblings,     // brothers and sisters, sought together
    sex,
    birth,
    location,
    date,
    overlap,        // lists that share an element
    overlap_group,  // several lists that depend on each other, as one
    select,
    text,
    phone,
    identifier,
    number,
};

/// Variants of a type.
enum class Measure : std::uint8_t {
    usual,
    given,       // person_name: the best level of the first two tokens
    personal,    // person_name: the best level of tokens that no relative bears
    other_role,  // kin_name: relatives of another role, when none has the same
    any_role,    // kin_name: any relative
    self,        // siblings: the sought child is rather the sibling of the case
    sought,      // siblings: the case is rather another child that is sought
};

/// One outcome of a comparator and what it is worth.
struct LevelWeight {
    std::string name;
    float weight = 0;                                      // bits
    float below = std::numeric_limits<float>::infinity();  // measured types: the end of the level
};

/// The fields of the two sides that are compared with each other. In tracing the left side is the
/// case; fields with a dot are of the rows of a subform.
struct FieldPair {
    std::vector<std::string> left;
    std::vector<std::string> right;
    bool operator==(const FieldPair&) const = default;
};

struct Comparator {
    std::string id;
    ComparatorType type = ComparatorType::select;
    Measure measure = Measure::usual;
    std::vector<FieldPair> pairs;
    std::string role;                // field of the role in the rows of the left side
    std::string other_role;          // the same of the right side
    std::vector<std::string> roles;  // which rows take part; all when empty
    std::vector<LevelWeight> levels;
    float cap_low = -20;  // of the sum over pairs
    float cap_high = 20;
    bool is_family = false;     // speaks of the family, not of the child alone
    bool is_automatic = false;  // of a field that a form calls matchable; nobody wrote it down
};

/// Fields of names that the comparators of a model may read, each role and type by itself; a name
/// in a record says in six bits which one it is of.
inline constexpr std::size_t name_fields_max = 60;
/// Pairs of fields that the comparators of a model may compare; a slot is numbered in eight bits.
inline constexpr std::size_t field_pairs_max = 100;

/// How hits turn into a probability, and how many are looked at.
struct Model {
    std::vector<Comparator> comparators;
    std::vector<std::string> left_out;  // matchable fields that take no part by themselves
    std::string phone_country;  // of numbers without a prefix, as ISO code; set by the deployment
    double match_share = 0.5;   // how often the searching side has a counterpart at all
    double close_records = 0;   // relatives who look alike count as so many strangers more
    double relatives = 0;       // children of one family who may be taken for the one sought
    double namesakes = 0;       // how often two persons shared a name where weights were fitted
    double slope = 0.6;         // "a" and "b" of the calibration
    double intercept = 0;
    double list_threshold = 0.02;
    double likely_threshold = 0.80;
    double store_threshold = 0.30;
    double notify_threshold = 0.80;
    double family_threshold = 0.80;
    std::size_t candidates = 300;
    float own_key = 1.0F;  // weights of retrieval
    float kin_key = 0.8F;
    float cross = 0.4F;
    float place = 0.3F;
    float bigram = 0.35F;
};

/// Who takes part in tracing (matching.md 9.1).
struct Eligibility {
    std::vector<std::string> case_status = {"open", "closed"};
    std::vector<std::string> request_status = {"open"};
    std::vector<std::string> module_ids;  // all when empty
    std::string consent_field = "consent_for_tracing";
    bool enabled_only = true;  // in service always; labelled data may count disabled records too
};

enum class ScoreMode : std::uint8_t { probability, relative };
enum class CounterpartVisibility : std::uint8_t { full, masked, contact };

struct Configuration {
    int version = 1;
    Eligibility eligibility;
    Model tracing;
    Model duplicates;
    CounterpartVisibility counterpart = CounterpartVisibility::masked;
    bool two_person_confirmation = true;
    ScoreMode score_mode = ScoreMode::probability;

    /// Reads a configuration; the refusal lists every problem with its JSON pointer: an unknown key
    /// or type, a value of another kind, fields that a type needs, bounds that do not rise, weights
    /// that are not finite or beyond 20, less than two comparators, a threshold or share outside
    /// 0 … 1, and what contradicts itself (sense.hpp).
    static Result<Configuration> parse(std::string_view json_text);
};

/// The names of the levels of a type whose levels have names; empty for those that are measured.
const std::vector<std::string>& level_names(ComparatorType type, Measure measure);
/// The wire name of a type.
std::string_view name_of(ComparatorType type);
std::string_view name_of(Measure measure);

}  // namespace amparo::matching
