#pragma once

#include "store/detail/chain.hpp"

namespace amparo::store::detail {

/// seq, at, actor, subject, subject_id, revision, action, writes_record, key_id, sealed, digest.
inline constexpr std::string_view change_columns = "iitttititbb";
/// The row the query is at.
SealedChange read_change_row(Rows& rows);

}  // namespace amparo::store::detail
