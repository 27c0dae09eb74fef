#pragma once

#include <span>
#include <string_view>

namespace amparo::records {

/// What is fixed about a record type (records.md, vocabulary and §9.1).
struct RecordTypeFacts {
    std::string_view name;     // "case"
    std::string_view segment;  // "cases"
    std::string_view model;    // "Child"
    bool has_attachments;
    std::span<const std::string_view> identifiers;
    std::span<const std::string_view> names;
    std::span<const std::string_view> phones;
};

/// The five record types.
std::span<const RecordTypeFacts> record_types();
/// By resource name; nullptr when unknown.
const RecordTypeFacts* facts_of(std::string_view record_type);

}  // namespace amparo::records
