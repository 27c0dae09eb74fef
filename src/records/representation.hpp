#pragma once

#include <string>
#include <string_view>

#include "access/actor.hpp"
#include "access/field_mask.hpp"
#include "forms/definitions.hpp"
#include "records/derived/protection.hpp"
#include "store/types.hpp"

namespace amparo::records {

class Look;

/// Who looks at a record, and at which of its keys.
struct View {
    const access::Actor& actor;
    const forms::Definitions& definitions;
    const access::FieldMask& readable;
    std::string_view fields;  // "" all readable, "short", or "a,b" (records.md §6)
    const access::FieldMask* summary = nullptr;  // with "short"
    const Look* look = nullptr;                  // at the records behind the links, if wanted
    bool is_revealed = false;                    // without the mask of protected values
};

/// Key under which a record keeps what it knows of its files.
inline constexpr std::string_view attachments_key = "attachments";

/// The flat object of the wire: the selected keys, stored and derived (records.md §5).
json::Object represent(const store::StoredRecord& record, const View& view);
/// As represent(), cut to keys that differ between two documents, plus the three constant ones.
json::Object represent_changes(const json::Object& before, const store::StoredRecord& record,
                               const View& view);
/// One attachment as the wire shows it.
json::Object represent_attachment(std::string_view record_type, const RecordId& id,
                                  const json::Object& attachment);
/// As above, for a viewer: a file that is withheld because of viruses has no address.
json::Object represent_file(const access::Actor& actor, const forms::Definitions& definitions,
                            const store::StoredRecord& record, const json::Object& file);

}  // namespace amparo::records
