#pragma once

#include <array>
#include <limits>
#include <optional>

#include "matching/engine/open_record.hpp"
#include "matching/names/name_evidence.hpp"

/// What comparators of names measure; nothing when one side has no name.
namespace amparo::matching {

/// The most bits between names of relatives. One who is called by a child's name (Umm Ahmad) may
/// have any other name as well: names of which one is so and the other not speak for two people
/// being the same, and never against it.
struct KinBits {
    static constexpr float nothing = -std::numeric_limits<float>::infinity();
    float alike = nothing;  // of names that are both so or both not
    float mixed = nothing;

    /// Adds two names.
    void add(const Name& left, const Name& right, LevelCache& levels) {
        if (left.is_teknonym || right.is_teknonym) [[unlikely]] {
            return add_called(left, right, levels);
        }
        alike = std::max(alike, net_of(left, right, levels));
    }
    /// What counts for a comparator; nothing where nothing can be said.
    std::optional<float> counted(const BoundComparator& bound) const;

  private:
    void add_called(const Name& left, const Name& right, LevelCache& levels);
};

/// The best net evidence between the names of two slots.
std::optional<float> best_names(const OpenRecord& left, const OpenRecord& right,
                                const BoundPair& slots, LevelCache& levels);
/// The best level of the first two tokens of the right side in any name of the left.
std::optional<Level> best_given(const OpenRecord& left, const OpenRecord& right,
                                const BoundPair& slots, LevelCache& levels);

/// The tokens of the names of a slot that no relative on their own side bears, where there are
/// such: what tells brothers and sisters apart. Of names that meet no other nothing is taken.
class PersonalTokens {
  public:
    PersonalTokens(const OpenRecord& record, std::uint8_t slot);
    /// Words by themselves.
    std::span<const TokenId> words() const { return words_.all(); }
    /// Pairs of words that may be one personal name.
    struct Joined {
        TokenId token;
        TokenId first;  // the words
        TokenId second;
    };
    std::span<const Joined> joined() const { return joined_.all(); }
    bool has_names() const { return has_names_; }

  private:
    template <class Item>
    class Few {
      public:
        void add(const Item& item) {
            if (size_ < items_.size()) items_[size_++] = item;
        }
        std::span<const Item> all() const { return {items_.data(), size_}; }

      private:
        std::array<Item, 64> items_;
        std::size_t size_ = 0;
    };
    void add_name(const RoleName& found);

    Few<TokenId> words_;
    Few<Joined> joined_;
    bool has_names_ = false;
};
/// The best level between personal tokens of an asked record and of another one.
std::optional<Level> best_personal(const PersonalTokens& asked, const PersonalTokens& held,
                                   LevelCache& levels);

/// Slots of relatives to be compared.
struct KinSlots {
    std::uint8_t left;
    std::uint8_t right;
    std::uint32_t roles;       // bit per role, 0 for all
    std::uint32_t same_roles;  // with a searching relative: roles that may be theirs
};
/// The roles that may be that of a searching relative of this role: "uncle" is at times written as
/// "other_family".
std::uint32_t roles_like(std::uint8_t role);
/// The best net evidence between relatives of the roles of `same_roles` on the left (all when 0)
/// and every name on the right.
KinBits best_kin(const OpenRecord& left, const OpenRecord& right, const KinSlots& slots,
                 LevelCache& levels);
/// The best net evidence between rows of one role on both sides; several rows add up.
KinBits best_same_role(const OpenRecord& left, const OpenRecord& right, const KinSlots& slots,
                       LevelCache& levels);
/// The sum, over names on the right, of their best positive net evidence on the left, each name of
/// the left once.
KinBits sum_of_names(const OpenRecord& left, const OpenRecord& right, const KinSlots& slots,
                     LevelCache& levels);

/// Slots of a child's names and of the relatives of the other side.
struct LineageSlots {
    std::uint8_t child;
    std::uint8_t kin;
    std::uint32_t roles;
};
/// The most bits of one relative's names found among the child's later tokens.
KinBits lineage_bits(const OpenRecord& child_side, const OpenRecord& kin_side,
                     const LineageSlots& slots, LevelCache& levels);

}  // namespace amparo::matching
