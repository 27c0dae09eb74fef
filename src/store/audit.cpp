#include "store/audit.hpp"

#include "store/detail/audit_writer.hpp"
#include "store/detail/bindings.hpp"
#include "store/detail/seal.hpp"

namespace amparo::store {

using detail::Argument;
using detail::Statement;

namespace {

constexpr std::string_view entry_columns = "iittttitb";

/// The list and the count of one way to ask, each going down the index made for it.
struct Question {
    Question(const char* list_name, const char* count_name, const std::string& where)
        : filter("\nFROM audit\nWHERE " + where +
                 " AND at >= :from_time AND at <= :to_time"
                 " AND (:actions = '' OR :actions LIKE '%,' || action || ',%')"
                 " AND (:types = '' OR :types LIKE '%,' || record_type || ',%')"
                 " AND (:users = '' OR :users LIKE '%,' || REPLACE(user_name, '_', '!_') || ',%'"
                 " ESCAPE '!')"),
          list_sql(
              "SELECT id, at, user_name, action, record_type, record_id, refused, key_id, "
              "sealed" +
              filter + "\nORDER BY at DESC, id DESC\nLIMIT :count OFFSET :skip"),
          count_sql("SELECT COUNT(*)" + filter),
          list{list_name, list_sql.c_str(), entry_columns},
          count{count_name, count_sql.c_str(), "i"} {}
    Question(const Question&) = delete;  // the statements point into it
    Question& operator=(const Question&) = delete;

    std::string filter;
    std::string list_sql;
    std::string count_sql;
    Statement list;
    Statement count;
};

const Question by_time{"audit.by_time", "audit.count_by_time", "1 = 1"};
const Question by_user{"audit.by_user", "audit.count_by_user", "user_name = :user_name"};
const Question by_record{"audit.by_record", "audit.count_by_record",
                         "record_id = :record_id"
                         " AND (:user_name = '' OR user_name = :user_name)"};

const Question& question_for(const AuditQuery& query) {
    if (!query.record_id.empty()) return by_record;
    return query.user_name.empty() ? by_time : by_user;
}

// ",show,create,": what the filters look for an action or a record type in.
std::string name_list(const std::vector<std::string>& names) {
    std::string list;
    for (const auto& name : names) list += "," + name;
    return list.empty() ? list : list + ",";
}

/// The lists of a query, as the statements look into them.
struct Lists {
    explicit Lists(const AuditQuery& query)
        : actions(name_list(query.actions)),
          types(name_list(query.record_types)),
          users(query.only_users ? name_list(*query.only_users) : "") {
        // Nobody at all is a list too, and one that no name is in.
        if (query.only_users && users.empty()) users = ",";
    }
    std::string actions;
    std::string types;
    std::string users;
};

std::vector<Argument> arguments_of(const AuditQuery& query, const Lists& lists) {
    std::vector<Argument> arguments{{"from_time", query.from.time_since_epoch().count()},
                                    {"to_time", query.to.time_since_epoch().count()},
                                    {"actions", lists.actions},
                                    {"types", lists.types},
                                    {"users", lists.users}};
    if (!query.record_id.empty()) arguments.push_back({"record_id", query.record_id});
    if (!query.record_id.empty() || !query.user_name.empty()) {
        arguments.push_back({"user_name", query.user_name});
    }
    return arguments;
}

Result<AuditEntry> read_entry(const KeyRing& keys, detail::Rows& rows) {
    AuditEntry entry{.id = rows.integer(0),
                     .at = Instant(std::chrono::milliseconds(rows.integer(1))),
                     .user_name = rows.text(2),
                     .action = rows.text(3),
                     .record_type = rows.text(4),
                     .record_id = rows.text(5),
                     .refused = rows.integer(6) != 0,
                     .details = {}};
    const detail::Sealed sealed{rows.text(7), rows.take(8)};
    AMPARO_TRY(entry.details, detail::unseal_json(keys, detail::audit_binding(entry), sealed));
    return entry;
}

}  // namespace

AuditLog::AuditLog(Database& database)
    : database_(database), writer_(std::make_unique<Writer>(database)) {}

AuditLog::~AuditLog() = default;

void AuditLog::append(AuditEntry entry) {
    writer_->append(std::move(entry));
}

void AuditLog::flush() {
    writer_->flush();
}

Result<std::vector<AuditEntry>> AuditLog::list(const AuditQuery& query) {
    const Lists lists(query);
    auto arguments = arguments_of(query, lists);
    arguments.push_back({"count", static_cast<std::int64_t>(query.count)});
    arguments.push_back({"skip", static_cast<std::int64_t>(query.offset)});
    return database_.read([&](Snapshot& snapshot) -> Result<std::vector<AuditEntry>> {
        auto& connection = snapshot.connection();
        std::vector<AuditEntry> entries;
        auto rows = connection.query(question_for(query).list, arguments);
        while (rows.next()) {
            AMPARO_TRY(auto entry, read_entry(connection.context().keys(), rows));
            entries.push_back(std::move(entry));
        }
        return entries;
    });
}

Result<std::size_t> AuditLog::count(const AuditQuery& query) {
    const Lists lists(query);
    const auto arguments = arguments_of(query, lists);
    return database_.read([&](Snapshot& snapshot) -> Result<std::size_t> {
        auto rows = snapshot.connection().query(question_for(query).count, arguments);
        AMPARO_REQUIRE(rows.next());
        return static_cast<std::size_t>(rows.integer(0));
    });
}

}  // namespace amparo::store
