#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace amparo::bench {

/// One question in the words of a rival: statements run one after another.
using Statements = std::vector<std::string>;

/// A database that holds the same cases as JSON documents and answers by SQL on JSON.
class Rival {
  public:
    virtual ~Rival() = default;
    virtual std::string name() const = 0;
    /// Replaces everything by the first `count` synthetic cases and prepares indexes.
    virtual void load(std::uint64_t count) = 0;
    /// What an answer is that did not come within the time a rival has for it.
    static constexpr std::int64_t given_up = -2;
    /// Runs the statements; the number in the first column of the last statement's first row, or
    /// the number of its rows when that is not a number.
    virtual std::int64_t ask(const Statements& statements) = 0;
};

/// The n-th row of a rival: its id, and its document as JSON.
struct RivalRow {
    std::string id;
    std::string document;
};
using RivalRows = std::function<RivalRow(std::uint64_t number)>;

/// SQLite in a file of the directory, documents as text, json_extract in the questions.
std::unique_ptr<Rival> sqlite_rival(const std::string& directory);
/// A PostgreSQL 15 started for the occasion in the directory, documents as JSONB with GIN indexes
/// on the document and on the name keys, and B-trees on the dates that lists and dashboards ask
/// for. Gives a statement up after two minutes. Stops when destroyed.
std::unique_ptr<Rival> postgres_rival(const std::string& directory);
/// The same with other rows.
std::unique_ptr<Rival> postgres_rival(const std::string& directory, RivalRows rows);

/// The document of the n-th case as rivals keep it: with the keys of its names beside them.
std::string rival_document(std::uint64_t number);

}  // namespace amparo::bench
