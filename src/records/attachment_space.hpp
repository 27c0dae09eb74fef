#pragma once

#include "forms/definitions.hpp"
#include "store/database.hpp"
#include "store/jobs.hpp"

/// How much room the files of all records may take together (forms.md §9; the system options
/// maximum_attachments_space and maximum_attachments_space_warning, in bytes).
namespace amparo::records {

/// The job that writes to the contact person of the deployment, on the queue of mails; payload
/// {"notice": attachment_space_full | attachment_space_low, "percent": …}.
inline constexpr std::string_view contact_kind = "tell_contact";

/// What an upload means for the room that is left.
enum class Room { enough, none };
/// Whether so many bytes more still fit. Whoever passes the level of warning has the contact person
/// told, in the caller's transaction.
Result<Room> take_room(store::Transaction& transaction, const forms::Definitions& definitions,
                       std::size_t bytes);
/// Has the contact person told, at most once a day, that an upload was refused.
Result<> tell_of_no_room(store::Database& database);

}  // namespace amparo::records
