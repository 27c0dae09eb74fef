#include "store/detail/migrations.hpp"

#include "store/detail/engine_sql.hpp"
#include "store/store_test_support.hpp"

namespace amparo::store {
namespace {

using detail::Migration;

class Migrations : public ::testing::TestWithParam<std::string> {
  protected:
    StoreWorld world{GetParam()};
    std::unique_ptr<detail::Connection> connection = world.connect();
    std::string columns_of(const std::string& table) {
        return GetParam() == "sqlite"
                   ? connection->ask("SELECT group_concat(name) FROM pragma_table_info('" + table +
                                     "')")
                   : connection->ask(
                         "SELECT string_agg(column_name, ',' ORDER BY "
                         "ordinal_position) FROM information_schema.columns WHERE "
                         "table_name = '" +
                         table + "'");
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Migrations, ::testing::Values("sqlite", "postgresql"),
                         [](const auto& engine) { return engine.param; });

constexpr Migration first{"0001_notes", R"sql(
-- A comment: with a colon; and a semicolon, isn't it?
CREATE TABLE notes (id {{serial}}, body {{bytes}} NOT NULL);
CREATE INDEX notes_by_body ON notes (body); -- another: one
)sql"};
constexpr Migration second{"0002_notes_author", R"sql(
ALTER TABLE notes ADD COLUMN author TEXT;
)sql"};
constexpr Migration broken{"0002_broken", R"sql(
ALTER TABLE notes ADD COLUMN author TEXT;
ALTER TABLE absent ADD COLUMN author TEXT;
)sql"};

TEST_P(Migrations, AppliesWhatIsMissingInOrder) {
    EXPECT_EQ(detail::schema_version(*connection), 0);
    const std::vector<Migration> one{first};
    ASSERT_TRUE(detail::migrate(*connection, one));
    EXPECT_EQ(detail::schema_version(*connection), 1);
    EXPECT_EQ(columns_of("notes"), "id,body");
    const std::vector<Migration> both{first, second};
    ASSERT_TRUE(detail::migrate(*connection, both));
    EXPECT_EQ(detail::schema_version(*connection), 2);
    EXPECT_EQ(columns_of("notes"), "id,body,author");
    ASSERT_TRUE(detail::migrate(*connection, both));
    EXPECT_EQ(connection->ask("SELECT COUNT(*) FROM schema_version"), "2");
}

TEST_P(Migrations, LeavesTheOldSchemaWhenAStepFails) {
    const std::vector<Migration> one{first};
    ASSERT_TRUE(detail::migrate(*connection, one));
    const std::vector<Migration> steps{first, broken};
    EXPECT_THROW((void)detail::migrate(*connection, steps), Outage);
    EXPECT_EQ(detail::schema_version(*connection), 1);
    EXPECT_EQ(columns_of("notes"), "id,body");
}

TEST_P(Migrations, RefusesADatabaseThatIsAhead) {
    const std::vector<Migration> both{first, second};
    ASSERT_TRUE(detail::migrate(*connection, both));
    const std::vector<Migration> one{first};
    const auto refused = detail::migrate(*connection, one);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::conflict);
    EXPECT_EQ(refused.error().message.key, "errors.store.newer_schema");
}

TEST_P(Migrations, RefusesTheTablesOfAnotherProgram) {
    connection->command("CREATE TABLE records (id INTEGER)");
    const auto refused = detail::migrate(*connection, detail::embedded_migrations());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::invalid);
    EXPECT_EQ(refused.error().message.key, "errors.store.foreign_database");
}

TEST(MigrationFiles, AreNumberedWithoutGaps) {
    int expected = 0;
    for (const auto& migration : detail::embedded_migrations()) {
        EXPECT_EQ(migration.version(), ++expected) << migration.name;
    }
    EXPECT_GT(expected, 0);
}

TEST(MigrationFiles, ReadTheSameOnBothEnginesButForTheirPlaceholders) {
    const auto sqlite = detail::statements_of(first, detail::Engine::sqlite);
    const auto postgresql = detail::statements_of(first, detail::Engine::postgresql);
    ASSERT_EQ(sqlite.size(), 2u);
    ASSERT_EQ(postgresql.size(), 2u);
    EXPECT_THAT(sqlite[0], ::testing::HasSubstr("(id INTEGER PRIMARY KEY, body BLOB NOT NULL)"));
    EXPECT_THAT(postgresql[0], ::testing::HasSubstr("AS IDENTITY PRIMARY KEY, body BYTEA"));
    EXPECT_EQ(sqlite[1], postgresql[1]);
}

}  // namespace
}  // namespace amparo::store
