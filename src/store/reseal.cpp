#include "base/log.hpp"
#include "store/detail/implementation.hpp"
#include "store/detail/tables.hpp"
#include "store/maintenance.hpp"

namespace amparo::store {

using detail::Row;
using detail::Sealed;
using detail::Table;

namespace {

constexpr std::size_t batch_rows = 200;

/// A seal made anew, and the row it is for.
struct NewSeal {
    const Row* row;
    std::size_t which;
    Sealed sealed;
};

/// One pass over all tables.
class Pass {
  public:
    Pass(Database& database, const Progress& progress)
        : database_(database),
          progress_(progress),
          key_id_(database.keys().current_id()),
          total_(count()) {}

    std::size_t run() {
        for (const auto* table : detail::all_tables()) reseal(*table);
        return resealed_;
    }

  private:
    std::size_t count() {
        return database_.read([&](Snapshot& snapshot) {
            std::size_t total = 0;
            for (const auto* table : detail::all_tables()) {
                total += table->count_sealed_otherwise(snapshot.connection(), key_id_);
            }
            return total;
        });
    }

    void reseal(const Table& table) {
        Row last;
        while (true) {
            auto rows = database_.read([&](Snapshot& snapshot) {
                return table.read_sealed_otherwise(snapshot.connection(), last, key_id_,
                                                   batch_rows);
            });
            if (rows.empty()) return;
            store(table, seal_anew(table, rows));
            done_ += rows.size();
            if (progress_) progress_(done_, total_);
            last = std::move(rows.back());
        }
    }

    // Here, outside the transaction, is where the time goes.
    std::vector<NewSeal> seal_anew(const Table& table, const std::vector<Row>& rows) {
        std::vector<NewSeal> seals;
        const auto& context = database_.implementation().context();
        for (const auto& row : rows) {
            for (std::size_t which = 0; which < table.sealed().size(); ++which) {
                const auto& column = table.sealed()[which];
                const Sealed old{std::get<std::string>(row[column.key_id]),
                                 std::get<std::string>(row[column.sealed])};
                if (old.key_id.empty() || old.key_id == key_id_) continue;
                const auto bound_to = column.binding(row);
                const auto plain = detail::unseal_bytes(context.keys(), bound_to, old);
                if (plain) {
                    seals.push_back({&row, which, detail::seal_bytes(context, bound_to, *plain)});
                } else {
                    log::error("store.reseal_broken_row", {{"row", table.label(row)}});
                }
            }
        }
        return seals;
    }

    void store(const Table& table, const std::vector<NewSeal>& seals) {
        if (seals.empty()) return;
        const auto stored = database_.write([&](Transaction& transaction) -> Result<std::size_t> {
            std::size_t count = 0;
            for (const auto& seal : seals) {
                // A row that was written meanwhile is left as it is now.
                count +=
                    table.replace_seal(transaction.connection(), *seal.row, seal.which, seal.sealed)
                        ? 1
                        : 0;
            }
            return count;
        });
        resealed_ += stored.value_or(0);
    }

    Database& database_;
    const Progress& progress_;
    std::string key_id_;
    std::size_t total_;
    std::size_t done_ = 0;
    std::size_t resealed_ = 0;
};

}  // namespace

Result<std::size_t> reseal(Database& database, const Progress& progress) {
    std::size_t total = 0;
    // A write sealed just before the key changed may be stored after its table was passed: pass
    // again until nothing was left to do.
    while (const auto resealed = Pass(database, progress).run()) total += resealed;
    return total;
}

}  // namespace amparo::store
