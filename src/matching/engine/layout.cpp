#include "matching/engine/layout.hpp"

#include <algorithm>
#include <bit>

#include "base/error.hpp"

namespace amparo::matching {
namespace {

SlotKind kind_of(ComparatorType type) {
    switch (type) {
        case ComparatorType::person_name:
        case ComparatorType::text:
            return SlotKind::names;
        case ComparatorType::kin_name:
        case ComparatorType::lineage:
        case ComparatorType::siblings:
            return SlotKind::kin_names;
        case ComparatorType::birth:
            return SlotKind::birth;
        case ComparatorType::location:
            return SlotKind::places;
        case ComparatorType::date:
            return SlotKind::spans;
        case ComparatorType::phone:
            return SlotKind::phones;
        case ComparatorType::identifier:
            return SlotKind::identifiers;
        case ComparatorType::number:
            return SlotKind::numbers;
        case ComparatorType::sex:
        case ComparatorType::select:
        case ComparatorType::overlap:
        case ComparatorType::overlap_group:
            return SlotKind::values;
    }
    return SlotKind::values;
}

bool is_of_rows(const std::string& field) {
    return field.find('.') != std::string::npos;
}

std::vector<std::string> part_of(const std::vector<std::string>& fields, bool of_rows) {
    std::vector<std::string> part;
    for (const auto& field : fields) {
        if (is_of_rows(field) == of_rows) part.push_back(field);
    }
    return part;
}

/// The section of a field of rows; empty for a field of the record.
std::string section_of(const std::string& field) {
    const auto dot = field.find('.');
    return dot == std::string::npos ? "" : field.substr(0, dot);
}

/// Names of rows, or of the record itself when the fields are not of rows.
Slot name_slot(std::vector<std::string> fields, const std::string& role) {
    const bool of_rows = std::ranges::any_of(fields, is_of_rows);
    return {.kind = of_rows ? SlotKind::kin_names : SlotKind::names,
            .fields = std::move(fields),
            .role = of_rows ? role : ""};
}

}  // namespace

std::uint8_t Layout::add(Slot slot) {
    const auto found = std::ranges::find(slots_, slot);
    const auto number = static_cast<std::uint8_t>(found - slots_.begin());
    if (found != slots_.end()) return number;
    const bool has_names = holds_names(slot.kind);
    places_.push_back({.sources = has_names ? add_sources(slot) : 0, .value = value_slots_});
    if (!has_names) ++value_slots_;
    slots_.push_back(std::move(slot));
    return number;
}

std::uint64_t Layout::add_sources(const Slot& slot) {
    std::uint64_t sources = 0;
    for (const auto& field : slot.fields) sources |= std::uint64_t{1} << add_source(slot, field);
    return sources;
}

std::uint8_t Layout::add_source(const Slot& slot, const std::string& field) {
    const auto section = slot.kind == SlotKind::names ? field : section_of(field);
    const auto belongs = [&](const NameGroup& group) {
        const auto& first = group.fields.front();
        return group.kind == slot.kind && group.role == slot.role &&
               (slot.kind == SlotKind::names ? first : section_of(first)) == section;
    };
    auto group = std::ranges::find_if(groups_, belongs);
    if (group == groups_.end()) {
        group = groups_.insert(group,
                               {.kind = slot.kind, .fields = {}, .role = slot.role, .sources = {}});
    }
    const auto found = std::ranges::find(group->fields, field);
    if (found != group->fields.end()) {
        return group->sources[static_cast<std::size_t>(found - group->fields.begin())];
    }
    // The reader of configurations has counted them.
    AMPARO_REQUIRE(source_count_ < name_sources_max);
    group->fields.push_back(field);
    group->sources.push_back(source_count_);
    return source_count_++;
}

void Layout::add_personal(std::uint8_t slot, const std::vector<std::uint8_t>& family) {
    auto found = std::ranges::find(personal_, slot, &PersonalSlot::slot);
    if (found == personal_.end()) found = personal_.insert(found, {.slot = slot});
    for (const auto one : family) {
        if (std::ranges::find(found->family, one) == found->family.end()) {
            found->family.push_back(one);
        }
    }
}

BoundModel::BoundModel(Model model, Sides sides) : model_(std::move(model)), sides_(sides) {
    left_.set_phone_home(telephone::find_country(model_.phone_country));
    right_.set_phone_home(left_.phone_home());
    for (const auto& comparator : model_.comparators) bind(comparator);
    find_families();
    find_relatives();
}

void BoundModel::find_families() {
    const auto add = [](std::vector<std::uint8_t>& slots, std::uint8_t slot) {
        if (std::ranges::find(slots, slot) == slots.end()) slots.push_back(slot);
    };
    std::vector<std::uint8_t> left;
    std::vector<std::uint8_t> right;
    for (const auto& bound : bound_) {
        const auto type = bound.comparator->type;
        const bool is_self = bound.comparator->measure == Measure::self;
        if (type != ComparatorType::kin_name && type != ComparatorType::siblings) continue;
        for (const auto& pair : bound.pairs) {
            if (bound.comparator->measure != Measure::sought) add(left, pair.left);
            if (!is_self) add(right, pair.right);
        }
    }
    for (const auto& bound : bound_) {
        if (bound.comparator->measure != Measure::personal) continue;
        for (const auto& pair : bound.pairs) {
            left_.add_personal(pair.left, left);
            if (sides_ == Sides::case_and_case) {
                left_.add_personal(pair.right, right);
            } else {
                right_.add_personal(pair.right, right);
            }
        }
    }
}

void BoundModel::find_relatives() {
    auto& right = sides_ == Sides::case_and_case ? left_ : right_;
    for (const auto& bound : bound_) {
        const auto& pair = bound.pairs.front();
        if (bound.comparator->type == ComparatorType::kin_name) {
            left_.add_relatives(pair.left);
            right.add_relatives(pair.right);
        } else if (bound.comparator->type == ComparatorType::lineage) {
            left_.add_relatives(bound.left_kin);
            if (bound.right_kin != pair.right) right.add_relatives(bound.right_kin);
        }
    }
}

std::uint8_t BoundModel::add_right(Slot slot) {
    return sides_ == Sides::case_and_case ? left_.add(std::move(slot))
                                          : right_.add(std::move(slot));
}

void BoundModel::bind(const Comparator& comparator) {
    BoundComparator bound{.comparator = &comparator, .pairs = {}};
    for (const auto& role : comparator.roles) bound.roles |= 1U << role_number(role);
    bound.has_several_roles = std::popcount(bound.roles) > 1;
    bound.searches = !comparator.other_role.empty() && !is_of_rows(comparator.other_role);
    for (const auto& level : comparator.levels) {
        bound.weights.push_back(level.weight);
        bound.ends.push_back(level.below);
    }
    if (comparator.type == ComparatorType::lineage) {
        bind_lineage(comparator, bound);
        bound_.push_back(std::move(bound));
        return;
    }
    const auto kind = kind_of(comparator.type);
    const bool is_kin = kind == SlotKind::kin_names;
    const bool seeks_others =
        comparator.type == ComparatorType::siblings && comparator.measure != Measure::self;
    for (const auto& pair : comparator.pairs) {
        auto left = is_kin ? name_slot(pair.left, comparator.role)
                           : Slot{.kind = kind, .fields = pair.left, .role = ""};
        auto right = is_kin ? name_slot(pair.right, comparator.other_role)
                            : Slot{.kind = kind, .fields = pair.right, .role = ""};
        if (right.kind == SlotKind::kin_names && right.role.empty()) right.role = comparator.role;
        if (seeks_others && right.kind == SlotKind::names) right.kind = SlotKind::cosought;
        const auto left_number = left_.add(std::move(left));
        bound.pairs.push_back({left_number, add_right(std::move(right))});
    }
    if (bound.searches) {
        bound.right_role =
            add_right({.kind = SlotKind::role, .fields = {comparator.other_role}, .role = ""});
    }
    bound_.push_back(std::move(bound));
}

void BoundModel::bind_lineage(const Comparator& comparator, BoundComparator& bound) {
    const auto& pair = comparator.pairs.front();
    const auto own_left = part_of(pair.left, false);
    bound.left_kin = left_.add(name_slot(part_of(pair.left, true), comparator.role));
    const auto left = left_.add({.kind = SlotKind::names, .fields = own_left, .role = ""});
    // On the right the first field is the child's name, the others are the relatives'.
    const std::vector<std::string> own_right(pair.right.begin(), pair.right.begin() + 1);
    const std::vector<std::string> kin_right(pair.right.begin() + 1, pair.right.end());
    const auto right = add_right({.kind = SlotKind::names, .fields = own_right, .role = ""});
    bound.pairs.push_back({left, right});
    bound.right_kin = kin_right.empty() ? right : add_right(name_slot(kin_right, comparator.role));
    if (bound.searches) {
        bound.right_role =
            add_right({.kind = SlotKind::role, .fields = {comparator.other_role}, .role = ""});
    }
}

}  // namespace amparo::matching
