#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "store/detail/file.hpp"
#include "store/detail/tables.hpp"

namespace amparo::store::detail {

// A backup is one file for both engines: a line of magic, then blocks. A block is its length (4
// bytes, little end first), its content, and a BLAKE2b-256 over the digest of the block before and
// the content; so a file that was cut, patched or spliced is told before a row of it is used. The
// first block is the head (JSON), each other one a table's rows, the last one says "end". Rows stay
// sealed as they lie in the database.

inline constexpr std::string_view backup_magic = "amparo backup 1\n";
inline constexpr std::size_t block_bytes_max = 256U << 20;

/// Writes blocks.
class BackupWriter {
  public:
    explicit BackupWriter(NewFile& file);
    void write(std::string_view block);

  private:
    NewFile& file_;
    std::string digest_;
};

/// Reads blocks, each checked.
class BackupReader {
  public:
    /// `not_found` when there is no such file, `invalid` when it is no backup.
    static Result<BackupReader> open(const std::filesystem::path& file);
    /// The next block; `invalid` when the file is damaged or ends here.
    Result<std::string> read();

  private:
    explicit BackupReader(std::ifstream stream);
    std::ifstream stream_;
    std::string digest_;
};

/// A block with some rows of a table.
std::string encode_rows(const Table& table, const std::vector<Row>& rows);

/// The rows of a block, with the names of their columns as they were when they were written.
struct DecodedRows {
    std::string table;
    std::vector<std::string> columns;
    std::string kinds;
    std::vector<Row> rows;
};
Result<DecodedRows> decode_rows(std::string_view block);

}  // namespace amparo::store::detail
