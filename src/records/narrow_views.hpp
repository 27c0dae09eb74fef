#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/actor.hpp"
#include "access/field_mask.hpp"
#include "base/error.hpp"
#include "index/filter.hpp"
#include "records/dependencies.hpp"
#include "records/derived/protection.hpp"

namespace amparo::records {

/// The records of which an actor is not shown everything that their role may read: those they see
/// only because somebody shared them (case-management.md §1.6), and those that mask a value for
/// everybody (§3.14). What is not shown must not be learned by filtering or sorting either: for
/// such a key these records count as having no value. Not thread-safe.
class NarrowViews {
  public:
    /// All must outlive it.
    NarrowViews(const Dependencies& on, const access::Actor& actor,
                std::shared_ptr<const forms::Definitions> definitions, std::string record_type);

    /// Whether a share or a mask may take the key away at all; most keys of lists belong to no
    /// form.
    bool may_lack(std::string_view key);
    /// As may_lack(), by a share only.
    bool may_lack_in_shares(std::string_view key);
    /// Looks the records up, once. Asks the index, so not while a reading of the type is held.
    Result<> load();
    /// The records that do not show the key; nullopt when there are none. Loaded before.
    std::optional<index::Filter> lacking(std::string_view key) const;
    /// As lacking(), of those that were shared: what a search for a value that the asker has typed
    /// may not find, whereas it does find a masked one of their own.
    std::optional<index::Filter> lacking_in_shares(std::string_view key) const;
    /// Says which lacking() gives: equal texts for equal records; "" for none.
    std::string mark(std::string_view key) const;

    /// So many are looked at one by one; with more, none of them may be asked for such a key.
    static constexpr std::size_t records_max = 2000;

  private:
    /// The records that mask the key; nullopt when none may.
    std::optional<index::Filter> masking(std::string_view key) const;
    struct Seen {
        std::string id;
        std::shared_ptr<const access::FieldMask> view;
    };

    using View = std::shared_ptr<const access::FieldMask>;
    View view_of(const json::Object& data) const;
    std::optional<index::Filter> candidates() const;
    std::vector<std::string> ids_lacking(std::string_view key) const;

    const Dependencies& on_;
    const access::Actor& actor_;
    std::shared_ptr<const forms::Definitions> definitions_;
    std::string record_type_;
    std::vector<View> narrowest_;  // of any share; made when first needed
    bool is_loaded_ = false;
    bool is_too_many_ = false;
    std::vector<Seen> seen_;
};

/// The records of a type that mask the key; nullopt when no record of it ever does.
std::optional<index::Filter> masking_filter(const forms::Definitions& definitions,
                                            const FieldKey& key);

}  // namespace amparo::records
