#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "matching/engine/name_comparators.hpp"
#include "matching/engine/name_steps.hpp"
#include "matching/engine/outlook.hpp"
#include "matching/engine/value_step.hpp"

namespace amparo::matching {

/// How a step is filled.
enum class Way : std::uint8_t {
    values,
    names,    // looking at each name
    best,     // from what one walk over the names tells
    sibling,  // the same of the child as a brother or sister
    apart,    // the same where no names meet, else looking at each of them
};

/// A comparator to which the asked record says something, with what it says.
struct Step {
    const BoundComparator* bound;
    std::uint8_t comparator;  // its place in the model
    bool is_family = false;
    bool tells_siblings = false;
    bool is_own = false;    // measures the names of the child
    std::uint8_t role = 0;  // of the one who searches, when that is asked
    std::size_t value = 0;  // of comparators of values: its place among those of the steps
    std::unique_ptr<const PersonalTokens> personal = {};  // of comparators of personal names
    NameStep names = {};
    Way way = Way::names;
};

/// Steps that look at the same names. Those that may tell most come first: a pair that they
/// leave no hope for needs no look at other names.
struct NameStage {
    NameChoice names;
    std::uint64_t steps = 0;
    float most = 0;       // bits
    bool is_own = false;  // of the names of the child, which stay together: the first counts
};

/// All that an asked record asks of others, in the order of the model. Masks hold a bit for each
/// step by its place.
struct AskedSteps {
    std::vector<std::uint8_t> telling;  // their comparators
    std::vector<Step> all;              // the same
    std::vector<ValueStep> values;
    std::vector<std::uint8_t> value_places;  // of those among the steps
    StepNames reading;                       // which names they read
    std::uint64_t always = 0;                // that run whatever the names tell
    std::uint64_t family = 0;                // that speak of the family
    std::uint64_t by_form = 0;               // of names apart: told by the form of the first
    std::uint64_t by_nothing = 0;            // of names apart: always alike
    std::uint64_t names = 0;                 // of names
    Outlook::Most values_most;               // bits that those of values may come to
    std::vector<NameStage> stages;
    std::uint64_t other = 0;  // of names, in no stage: they may look at all

    /// Forgets all, and keeps the room.
    void clear();
};

/// The role of the one who searches, by a record of the right side; 0 when it does not say.
std::uint8_t searching_role(const BoundComparator& bound, const OpenRecord& right);

/// Makes the steps of one asked record. Keeps references.
class AskedStepsMaker {
  public:
    AskedStepsMaker(const BoundModel& model, const Places& places, const OpenRecord& asked,
                    Side side)
        : model_(model), places_(places), asked_(asked), side_(side) {}

    /// The outlook learns what the asked record lets its comparators come to at most.
    void make(AskedSteps& steps, Outlook& outlook) const;

  private:
    Step step_of(std::size_t at, AskedSteps& steps) const;
    ValueStep value_step_of(const BoundComparator& bound) const;
    bool may_tell(const BoundComparator& bound) const;
    std::uint8_t asked_role(const BoundComparator& bound) const;
    std::optional<NameChoice> names_alone(const Step& step) const;
    void limit_outlook(const Step& step, Outlook& outlook) const;
    void put_in_stage(std::size_t number, const Outlook& outlook, AskedSteps& steps) const;
    bool is_left() const { return side_ == Side::left; }
    std::uint8_t own_of(const BoundPair& pair) const { return is_left() ? pair.left : pair.right; }
    std::uint8_t other_of(const BoundPair& pair) const {
        return is_left() ? pair.right : pair.left;
    }
    const Layout& others() const { return model_.of(is_left() ? Side::right : Side::left); }

    const BoundModel& model_;
    const Places& places_;
    const OpenRecord& asked_;
    Side side_;
};

}  // namespace amparo::matching
