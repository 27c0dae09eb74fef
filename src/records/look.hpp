#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "access/actor.hpp"
#include "access/field_mask.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "records/dependencies.hpp"
#include "store/types.hpp"

namespace amparo::records {

class Look;

/// One thing a record shows of the records it is linked with (records.md §5): a case its family,
/// its incidents. A small table that modules above this one bring, like the hooks.
struct Glance {
    std::string_view name;
    std::string_view record_type;            // of the record that is looked at
    std::string_view looks_at;               // type of the records behind the link
    std::span<const std::string_view> keys;  // what it may give
    /// The keys with what the viewer may see; a key that is left out stays as stored.
    json::Object (*give)(const Look& look, const store::StoredRecord& record);
};

/// Somebody's look at the records behind a record. Lives for one answer.
class Look {
  public:
    using Pointer = std::shared_ptr<const store::StoredRecord>;
    /// Records that are being saved in the same step and that nobody can read elsewhere yet.
    using Beside = std::vector<const store::StoredRecord*>;
    using Wants = std::function<bool(std::string_view key)>;

    Look(const Dependencies& on, const access::Actor& viewer,
         std::shared_ptr<const forms::Definitions> definitions, Beside beside = {});

    const access::Actor& viewer() const { return viewer_; }
    const forms::Definitions& definitions() const { return *definitions_; }
    /// The day it is where the deployment works.
    Day today() const;
    /// The record as it is now; null when there is none of that type.
    Pointer find(std::string_view record_type, const RecordId& id) const;
    /// As find(), by the text of an id; null when it is none.
    Pointer find(std::string_view record_type, std::string_view id) const;
    /// Whether the viewer may open the record.
    bool may_read(const store::StoredRecord& record) const;
    /// The keys of the record that the viewer may read.
    std::shared_ptr<const access::FieldMask> readable(const store::StoredRecord& record) const;

    /// Puts what is wanted of the links into the representation of a record.
    void show(const store::StoredRecord& record, const Wants& wants, json::Object& out) const;
    /// As show(), for a reply to a write: what did not change with it is left out.
    void show_changes(const store::StoredRecord& record, const Wants& wants,
                      json::Object& out) const;

  private:
    enum class Extent { all, changed };
    void add(const store::StoredRecord& record, const Wants& wants, Extent extent,
             json::Object& out) const;
    void add_sync_state(const store::StoredRecord& record, const Wants& wants,
                        json::Object& out) const;
    bool is_beside(std::string_view record_type, const RecordId& apart_from) const;

    const Dependencies& on_;
    const access::Actor& viewer_;
    std::shared_ptr<const forms::Definitions> definitions_;
    Beside beside_;
    mutable std::optional<bool> are_there_syncs_;  // asked once for a whole list
};

}  // namespace amparo::records
