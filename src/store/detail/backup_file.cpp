#include "store/detail/backup_file.hpp"

namespace amparo::store::detail {
namespace {

constexpr std::size_t length_size = 4;
constexpr std::size_t digest_size = sizeof(crypto::Digest);

std::unexpected<Error> damaged() {
    return refuse(Errc::invalid, "errors.backup.damaged");
}

std::string next_digest(const std::string& before, std::string_view content) {
    std::string bytes = before;
    bytes += content;
    return std::string(crypto::bytes_of(crypto::blake2b(bytes)));
}

void append_number(std::string& out, std::uint64_t number, std::size_t size) {
    for (std::size_t at = 0; at < size; ++at) {
        out += static_cast<char>(number >> (8 * at) & 0xff);
    }
}

void append_text(std::string& out, std::string_view text) {
    append_number(out, text.size(), length_size);
    out += text;
}

/// Takes values off the front of bytes; once something is missing it stays failed.
class Decoder {
  public:
    explicit Decoder(std::string_view bytes) : bytes_(bytes) {}
    bool has_failed() const { return has_failed_; }
    bool is_at_end() const { return bytes_.empty(); }

    std::uint64_t number(std::size_t size) {
        const auto digits = take(size);
        std::uint64_t number = 0;
        for (std::size_t at = 0; at < digits.size(); ++at) {
            number |= std::uint64_t{static_cast<unsigned char>(digits[at])} << (8 * at);
        }
        return number;
    }
    std::string text() { return std::string(take(number(length_size))); }

  private:
    std::string_view take(std::uint64_t size) {
        if (size > bytes_.size()) {
            has_failed_ = true;
            bytes_ = {};
            return {};
        }
        const auto taken = bytes_.substr(0, size);
        bytes_.remove_prefix(size);
        return taken;
    }

    std::string_view bytes_;
    bool has_failed_ = false;
};

Row decode_row(Decoder& decoder, std::string_view kinds) {
    Row row;
    for (const char kind : kinds) {
        if (kind == 'i') {
            row.emplace_back(static_cast<std::int64_t>(decoder.number(8)));
        } else {
            row.emplace_back(decoder.text());
        }
    }
    return row;
}

// Names become part of a statement: only what a table or column of ours can be called.
bool is_name(std::string_view text) {
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz_";
    return !text.empty() && text.size() < 64 &&
           text.find_first_not_of(allowed) == std::string_view::npos;
}

}  // namespace

BackupWriter::BackupWriter(NewFile& file) : file_(file) {
    file_.append(backup_magic);
    digest_ = next_digest({}, backup_magic);
}

void BackupWriter::write(std::string_view block) {
    AMPARO_REQUIRE(block.size() <= block_bytes_max);
    std::string length;
    append_number(length, block.size(), length_size);
    digest_ = next_digest(digest_, block);
    file_.append(length);
    file_.append(block);
    file_.append(digest_);
}

Result<BackupReader> BackupReader::open(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return refuse(Errc::not_found, "errors.backup.missing");
    std::string magic(backup_magic.size(), '\0');
    stream.read(magic.data(), static_cast<std::streamsize>(magic.size()));
    if (!stream || magic != backup_magic) {
        return refuse(Errc::invalid, "errors.backup.not_a_backup");
    }
    return BackupReader(std::move(stream));
}

BackupReader::BackupReader(std::ifstream stream)
    : stream_(std::move(stream)), digest_(next_digest({}, backup_magic)) {}

Result<std::string> BackupReader::read() {
    std::string bytes(length_size, '\0');
    stream_.read(bytes.data(), length_size);
    const auto size = Decoder(bytes).number(length_size);
    if (!stream_ || size > block_bytes_max) return damaged();
    std::string block(size, '\0');
    std::string digest(digest_size, '\0');
    stream_.read(block.data(), static_cast<std::streamsize>(size));
    stream_.read(digest.data(), static_cast<std::streamsize>(digest_size));
    if (!stream_) return damaged();
    digest_ = next_digest(digest_, block);
    if (digest != digest_) return damaged();
    return block;
}

std::string encode_rows(const Table& table, const std::vector<Row>& rows) {
    std::string block;
    append_text(block, table.name());
    append_number(block, table.columns().size(), length_size);
    for (const auto& column : table.columns()) {
        append_text(block, column.name);
        block += column.kind;
    }
    for (const auto& row : rows) {
        for (const auto& cell : row) {
            if (const auto* number = std::get_if<std::int64_t>(&cell)) {
                append_number(block, static_cast<std::uint64_t>(*number), 8);
            } else {
                append_text(block, std::get<std::string>(cell));
            }
        }
    }
    return block;
}

Result<DecodedRows> decode_rows(std::string_view block) {
    Decoder decoder(block);
    DecodedRows decoded;
    decoded.table = decoder.text();
    const auto count = decoder.number(length_size);
    for (std::uint64_t at = 0; at < count && !decoder.has_failed(); ++at) {
        decoded.columns.push_back(decoder.text());
        decoded.kinds += static_cast<char>(decoder.number(1));
        if (!is_name(decoded.columns.back())) return damaged();
    }
    if (!is_name(decoded.table) || decoded.columns.empty()) return damaged();
    while (!decoder.is_at_end()) decoded.rows.push_back(decode_row(decoder, decoded.kinds));
    if (decoder.has_failed()) return damaged();
    return decoded;
}

}  // namespace amparo::store::detail
