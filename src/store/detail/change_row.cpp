#include "store/detail/change_row.hpp"

namespace amparo::store::detail {

SealedChange read_change_row(Rows& rows) {
    SealedChange row;
    row.change.sequence = rows.integer(0);
    row.change.at = Instant(std::chrono::milliseconds(rows.integer(1)));
    row.change.actor = rows.text(2);
    row.change.subject = rows.text(3);
    row.change.subject_id = rows.text(4);
    row.change.revision = rows.integer(5);
    row.change.action = rows.text(6);
    row.writes_record = rows.integer(7) != 0;
    row.sealed = {.key_id = rows.text(8), .bytes = rows.take(9)};
    row.digest = rows.take(10);
    return row;
}

}  // namespace amparo::store::detail
