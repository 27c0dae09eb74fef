#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>

#include "access/actor.hpp"
#include "forms/definitions.hpp"

namespace amparo::access {

/// Hashes keys given as views, so that a look-up makes no copy.
struct KeyHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const noexcept {
        return std::hash<std::string_view>{}(key);
    }
};

/// The keys of a record an actor may see or set (records.md §6, §11; case-management.md §1.5).
struct FieldMask {
    /// Asked once for every key of every row of a list, so it is a hash set.
    using Fields = std::unordered_set<std::string, KeyHash, std::equal_to<>>;
    Fields fields;
    /// Whether the key is in the mask.
    bool allows(std::string_view field) const { return fields.find(field) != fields.end(); }
};

/// Keys the actor may read. `module_id` restricts to the record's module; empty on lists.
FieldMask readable_fields(const Actor& actor, const forms::Definitions& definitions,
                          std::string_view record_type, std::string_view module_id);
/// The summary of a list row (`fields=short`), not yet cut to what is readable.
FieldMask summary_fields(const forms::Definitions& definitions, std::string_view record_type);
/// What a record search adds to the summary for callers with display_view_page: the preview
/// (records.md §6), not yet cut to what is readable.
FieldMask preview_fields(const forms::Definitions& definitions, std::string_view record_type);

/// What may be written: form fields with their definitions, and system keys. A key that is in
/// none of the sets is dropped from the input; one of `refused_keys` is not.
struct WriteMask {
    std::map<std::string, const forms::Field*, std::less<>> form_fields;
    std::set<std::string, std::less<>> system_keys;
    std::set<std::string, std::less<>> append_only_subforms;  // granted by add_note etc.
    /// Keys whose change answers 403 with the key as detail; sending the stored value is fine
    /// (case-management.md §1.5, rule 1). `status` is in system_keys when the actor may change
    /// it at all: may_change_status() decides the direction.
    std::set<std::string, std::less<>> refused_keys;
};
enum class WriteKind { create, update };
/// What is to be written, to which record. `record_action` empty: an ordinary write; else only
/// what that action grants (§12.3).
struct WriteQuestion {
    std::string_view record_type;
    std::string_view module_id;
    WriteKind kind = WriteKind::update;
    std::string_view record_action = {};
};
/// Nothing when the actor lacks the right (or the record action), or is_record_action() does not
/// know the action.
WriteMask writable_fields(const Actor& actor, const forms::Definitions& definitions,
                          const WriteQuestion& question);
/// The allow-list of §12.3; any other `record_action` is 422.
bool is_record_action(std::string_view name);
/// Keys no client may set, whatever the forms say (records.md §12.4), approval keys included.
/// short_id and unique_identifier are not among them: they may come with a new record.
bool is_server_only(std::string_view field);

/// The forms of the record type the actor may open: form unique_id → "r" | "rw".
std::map<std::string, std::string> permitted_forms(const Actor& actor,
                                                   const forms::Definitions& definitions,
                                                   std::string_view record_type,
                                                   std::string_view module_id);

}  // namespace amparo::access
