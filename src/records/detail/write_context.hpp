#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "access/actor.hpp"
#include "access/directory.hpp"
#include "access/field_mask.hpp"
#include "records/derived/rules.hpp"
#include "records/service.hpp"

namespace amparo::records::detail {

/// What one write knows of the world, fixed at its begin.
struct WriteContext {
    const Dependencies& on;
    const access::Actor& actor;
    std::shared_ptr<const forms::Definitions> definitions;
    std::shared_ptr<const access::Directory> directory;
    std::string record_type;
    Instant now;
    Day today;

    WriteContext(const Dependencies& dependencies, const access::Actor& who, std::string type);
    /// The same moment and configuration, for a record of another type.
    WriteContext for_type(std::string_view type) const;
    /// For the derived rules of the record with that id.
    derived::Context rule_context(const RecordId& id, bool is_new) const;
};

/// The input of a client, cut to what the actor may set, checked, and in its stored form.
struct CleanInput {
    json::Object data;
    std::shared_ptr<const access::WriteMask> mask;  // what the actor may set here
};
struct CleanRequest {
    const json::Object& data;
    const json::Object* stored = nullptr;  // null for a new record
    std::string module_id;
    std::string record_action;
    Handling handling = Handling::lenient;
};
/// `invalid` with every problem of the schema at once; `forbidden` naming a key whose change
/// needs a right the actor lacks.
Result<CleanInput> clean_input(const WriteContext& context, const CleanRequest& request);

/// A document before its rules have run.
struct Incomplete {
    const RecordId& id;
    const json::Object& before;  // empty for a new record
    json::Object data;
    bool is_new = false;
    bool is_user_save = true;  // false for a re-stamp by the system
    bool is_form_save = true;  // answers that the module asks for are asked of forms only
};
/// The document with all derived fields; `invalid` when a rule of the model (a date of birth in
/// the future, …) or a limit is broken.
Result<json::Object> complete(const WriteContext& context, Incomplete document);
/// How many hexadecimal digits a short id needs with so many records of its type.
std::size_t short_id_length(std::size_t records);
/// Whether an enabled record of the type has that value in an identifier column already.
bool is_taken(const WriteContext& context, const char* column, const std::string& value);

}  // namespace amparo::records::detail
