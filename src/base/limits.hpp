#pragma once

#include <chrono>
#include <cstddef>

/// Every bound on what comes from outside, with its reason. records.md §25 unless said otherwise.
namespace amparo::limits {

/// Rows of a list that does not say how many.
inline constexpr std::size_t page_size_default = 20;
inline constexpr std::size_t page_size_max = 1000;  // wire contract: more is capped, not refused
inline constexpr std::size_t body_bytes_max = 4U << 20;
inline constexpr std::size_t attachment_body_bytes_max = 32U << 20;
inline constexpr std::size_t request_target_bytes_max = 16U << 10;
inline constexpr std::size_t header_bytes_max = 8U << 10;  // administration.md §3.1
inline constexpr std::size_t json_depth_max = 32;
inline constexpr std::size_t subform_rows_max = 1000;
inline constexpr std::size_t text_characters_max = 100'000;
inline constexpr std::size_t document_bytes_max = 2U << 20;
inline constexpr std::size_t attachment_bytes_max = 20U << 20;
inline constexpr std::size_t attachments_per_record_max = 100;
inline constexpr std::size_t bulk_records_max = 100;       // wire contract: more is 422
inline constexpr std::size_t linked_records_max = 10'000;  // incidents of a case, cases of a family
inline constexpr std::size_t edit_records_max = 20'000;    // changed together in one step
inline constexpr std::size_t filter_values_max = 1000;     // as many as a page of ids
inline constexpr std::size_t filter_depth_max = 8;
inline constexpr std::size_t query_characters_max = 500;
inline constexpr std::chrono::seconds request_max{30};  // longer work is a job

}  // namespace amparo::limits
