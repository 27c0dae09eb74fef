#include "store/detail/chain.hpp"
#include "store/detail/change_row.hpp"
#include "store/records.hpp"

namespace amparo::store {

using detail::Statement;

namespace {

const Statement select_changes_of{"changes.of_subject", R"sql(
    SELECT seq, at, actor, subject, subject_id, revision, action, writes_record, key_id, sealed,
        digest
    FROM changes
    WHERE subject_id = :subject_id AND action <> 'touch'
    ORDER BY seq DESC
    LIMIT :count OFFSET :skip)sql",
                                  detail::change_columns};

const Statement count_of_subject{"changes.count_of_subject", R"sql(
    SELECT COUNT(*)
    FROM changes
    WHERE subject_id = :subject_id AND action <> 'touch')sql",
                                 "i"};

const Statement select_changes_after{"changes.after", R"sql(
    SELECT seq, at, actor, subject, subject_id, revision, action, writes_record, key_id, sealed,
        digest
    FROM changes
    WHERE seq > :after
    ORDER BY seq
    LIMIT :count)sql",
                                     detail::change_columns};

const Statement select_marks{"changes.marks", R"sql(
    SELECT seq, subject, subject_id, writes_record
    FROM changes
    WHERE seq > :after AND seq <= :up_to
    ORDER BY seq
    LIMIT :count)sql",
                             "itti"};

const Statement select_log_end{"log.head", R"sql(
    SELECT seq
    FROM log_head
    WHERE one = 1)sql",
                               "i"};

const Statement blank_changes{"changes.blank", R"sql(
    UPDATE changes SET sealed = :empty, key_id = ''
    WHERE subject_id = :subject_id AND key_id <> '')sql"};

Result<std::vector<Change>> opened(detail::Connection& connection, detail::Rows rows) {
    std::vector<Change> changes;
    while (rows.next()) {
        auto stored = detail::read_change_row(rows);
        auto& change = changes.emplace_back(std::move(stored.change));
        change.blanked = stored.sealed.key_id.empty();
        if (change.blanked) continue;
        stored.change = change;
        AMPARO_TRY(change.details, detail::open_change(connection.context().keys(), stored));
    }
    return changes;
}

}  // namespace

Result<Sequence> append_change(Transaction& transaction, Change change) {
    auto& connection = transaction.connection();
    const auto details = json::write(change.details);
    auto link =
        detail::seal_change(connection.context(), std::move(change), {.text = details}, false);
    return detail::append_link(connection, link, {});
}

Result<std::vector<Change>> changes_of(Snapshot& snapshot, const std::string& subject_id,
                                       std::size_t offset, std::size_t count) {
    auto& connection = snapshot.connection();
    return opened(connection, connection.query(select_changes_of,
                                               {{"subject_id", std::string_view(subject_id)},
                                                {"count", static_cast<std::int64_t>(count)},
                                                {"skip", static_cast<std::int64_t>(offset)}}));
}

Result<std::size_t> count_changes_of(Snapshot& snapshot, const std::string& subject_id) {
    auto rows = snapshot.connection().query(count_of_subject,
                                            {{"subject_id", std::string_view(subject_id)}});
    AMPARO_REQUIRE(rows.next());
    return static_cast<std::size_t>(rows.integer(0));
}

Result<std::vector<Change>> changes_after(Snapshot& snapshot, Sequence after, std::size_t count) {
    auto& connection = snapshot.connection();
    return opened(connection, connection.query(
                                  select_changes_after,
                                  {{"after", after}, {"count", static_cast<std::int64_t>(count)}}));
}

std::vector<ChangeMark> change_marks(Snapshot& snapshot, const LogRange& range) {
    std::vector<ChangeMark> marks;
    auto rows = snapshot.connection().query(select_marks,
                                            {{"after", range.after},
                                             {"up_to", range.up_to},
                                             {"count", static_cast<std::int64_t>(range.count)}});
    while (rows.next()) {
        marks.push_back({.sequence = rows.integer(0),
                         .subject = rows.text(1),
                         .subject_id = rows.text(2),
                         .writes_record = rows.integer(3) != 0});
    }
    return marks;
}

Sequence head(Snapshot& snapshot) {
    auto rows = snapshot.connection().query(select_log_end);
    AMPARO_REQUIRE(rows.next());
    return rows.integer(0);
}

Result<std::size_t> blank_changes_of(Transaction& transaction, const std::string& subject_id) {
    detail::lock_log(transaction.connection());
    return static_cast<std::size_t>(transaction.connection().execute(
        blank_changes, {{"empty", detail::Bytes{}}, {"subject_id", std::string_view(subject_id)}}));
}

}  // namespace amparo::store
