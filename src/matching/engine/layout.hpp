#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/telephone.hpp"
#include "matching/model/configuration.hpp"
#include "matching/model/roles.hpp"

namespace amparo::matching {

/// What a slot of a prepared record holds.
enum class SlotKind : std::uint8_t {
    names,      // of the person
    kin_names,  // of rows of a subform, each with its role
    cosought,   // of the other children of the same tracing request
    role,       // of the searching relative to the child
    values,     // options, texts
    birth,
    spans,  // dates that may be coarse
    places,
    phones,
    identifiers,
    numbers,
};

/// One list of values taken from a record.
struct Slot {
    SlotKind kind = SlotKind::values;
    std::vector<std::string> fields;  // of the record; "section.field" is of the rows of a subform
    std::string role;                 // field of the role of a row, or of the record
    bool operator==(const Slot&) const = default;
};

/// Whether a slot of a kind holds names.
constexpr bool holds_names(SlotKind kind) {
    return kind == SlotKind::names || kind == SlotKind::kin_names || kind == SlotKind::cosought;
}

/// Names of one kind that are read together, row by row: a field, or fields of the rows of one
/// section. A record keeps each name once, however many slots take it; `first` is the source of
/// the names of the first field, the next one that of the second.
struct NameGroup {
    SlotKind kind = SlotKind::names;
    std::vector<std::string> fields = {};
    std::string role = {};
    std::vector<std::uint8_t> sources = {};  // by field
};
/// Sources of names of one side: at most this many.
inline constexpr std::size_t name_sources_max = 64;

/// A slot of the child's names, and those where relatives are named.
struct PersonalSlot {
    std::uint8_t slot = 0;
    std::vector<std::uint8_t> family = {};
};

/// The two sides of a model: cases on the left; traces on the right in tracing, cases in the
/// search for duplicates.
enum class Side : std::uint8_t { left, right };

/// The slots of one side; comparators name them by number.
class Layout {
  public:
    /// The number of an equal slot, added when there is none.
    std::uint8_t add(Slot slot);
    const std::vector<Slot>& slots() const { return slots_; }
    /// Where names are read from, in the order in which a record keeps them.
    const std::vector<NameGroup>& name_groups() const { return groups_; }
    /// The sources whose names belong to a slot, one bit each; none when it does not hold names.
    std::uint64_t sources_of(std::uint8_t slot) const { return places_[slot].sources; }
    /// The place of a slot among those that do not hold names.
    std::uint8_t value_place(std::uint8_t slot) const { return places_[slot].value; }
    /// How many slots do not hold names.
    std::size_t value_slots() const { return value_slots_; }
    /// Makes known where the names of relatives stand, so that a name of a slot can be told from
    /// theirs.
    void add_personal(std::uint8_t slot, const std::vector<std::uint8_t>& family);
    const std::vector<PersonalSlot>& personal() const { return personal_; }
    /// Makes known that the names of a slot are those of relatives.
    void add_relatives(std::uint8_t slot) { relatives_ |= sources_of(slot); }
    /// The sources of such names, a bit each.
    std::uint64_t relatives() const { return relatives_; }
    /// The country of telephone numbers without a prefix; nullptr for none.
    const telephone::Country* phone_home() const { return phone_home_; }
    void set_phone_home(const telephone::Country* home) { phone_home_ = home; }

  private:
    struct Place {
        std::uint64_t sources = 0;
        std::uint8_t value = 0;
    };
    std::uint64_t add_sources(const Slot& slot);
    std::uint8_t add_source(const Slot& slot, const std::string& field);

    std::vector<Slot> slots_;
    std::vector<Place> places_;  // by slot
    std::vector<NameGroup> groups_;
    std::uint8_t source_count_ = 0;
    std::uint8_t value_slots_ = 0;
    std::vector<PersonalSlot> personal_;
    std::uint64_t relatives_ = 0;
    const telephone::Country* phone_home_ = nullptr;
};

/// A comparator with the slots it reads.
struct BoundPair {
    std::uint8_t left = 0;
    std::uint8_t right = 0;
};
struct BoundComparator {
    const Comparator* comparator = nullptr;
    std::vector<BoundPair> pairs;
    std::uint8_t right_role = 0;  // slot of the role of the searching relative
    std::uint8_t left_kin = 0;    // lineage: relatives of the left side
    std::uint8_t right_kin = 0;   // lineage: relatives or the searching relative
    bool has_several_roles = false;
    bool searches = false;            // the role on the right is of the one who searches
    std::vector<float> weights = {};  // by level
    std::vector<float> ends = {};     // of measured levels
    std::uint32_t roles = 0;          // bit per role that takes part; 0 for all
};

/// Which sides a model compares.
enum class Sides : std::uint8_t { case_and_trace, case_and_case };

/// A model whose comparators know where their values lie. Keeps the model.
class BoundModel {
  public:
    BoundModel(Model model, Sides sides);
    BoundModel(const BoundModel&) = delete;
    BoundModel& operator=(const BoundModel&) = delete;

    const Model& model() const { return model_; }
    Sides sides() const { return sides_; }
    const std::vector<BoundComparator>& comparators() const { return bound_; }
    const Layout& left() const { return left_; }
    /// The same as left() when both sides are cases.
    const Layout& right() const { return sides_ == Sides::case_and_case ? left_ : right_; }
    /// The layout of a side.
    const Layout& of(Side side) const { return side == Side::left ? left() : right(); }

  private:
    void bind(const Comparator& comparator);
    void find_families();
    void find_relatives();
    void bind_lineage(const Comparator& comparator, BoundComparator& bound);
    std::uint8_t add_right(Slot slot);

    Model model_;
    Sides sides_;
    Layout left_;
    Layout right_;
    std::vector<BoundComparator> bound_;
};

}  // namespace amparo::matching
