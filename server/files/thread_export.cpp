#include "server/files/thread_export.hpp"

#include <sodium.h>

#include <deque>

#include "protocol/hex.hpp"
#include "server/files/document.hpp"
#include "server/files/media_type.hpp"
#include "server/files/retelling.hpp"
#include "server/files/sending.hpp"
#include "storage/attachment_files.hpp"
#include "storage/error.hpp"

namespace ramure::files {

namespace {

constexpr std::size_t piece_bytes = 64 * 1024;
constexpr std::size_t file_piece_bytes = 48 * 1024;  // a multiple of three: base64 without filling in the middle
constexpr std::uint32_t page_messages = 50;
constexpr std::uint64_t before_all_messages = 1;  // the founding of the community

std::string base64(const std::string& bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the zero at its end
  return text;
}

FileLine line_of(const v1::Attachment& file) {
  return {.name = file.name(),
          .media_type = file.media_type(),
          .sha256_hex = hex_of(file.sha256()),
          .size_bytes = file.size_bytes(),
          .width = file.width(),
          .height = file.height(),
          .is_picture = is_shown(file.media_type())};
}

// Words that are ready, or a file whose turn it is to be read.
struct Part {
  std::string text;
  std::uint64_t message_id = 0;
  std::uint32_t position = 0;
  std::optional<FileLine> file;
  std::optional<storage::StoredFile> content;
  std::uint64_t offset = 0;
};

}  // namespace

struct ThreadExport::State {
  explicit State(const Wish& of_whom)
      : wish(of_whom),
        document(wish.format == Format::html ? make_html_document(wish.language)
                                             : make_markdown_document(wish.language)),
        inside_bytes_left(document->takes_files_in() ? wish.files_inside_bytes_max : 0) {
    crypto_hash_sha256_init(&hash);
    numbers.inside_bytes_max = document->takes_files_in() ? wish.files_inside_bytes_max : 0;
  }

  bool begin(storage::Reader& reader);
  bool load_page(storage::Reader& reader);
  void add_message(storage::Reader& reader, const v1::Message& message, const v1::History& page);
  void add_text(std::string text) { parts.push_back({.text = std::move(text), .file = {}, .content = {}}); }
  std::string take_part(storage::Reader& reader);
  std::string take_file_piece(storage::Reader& reader);
  bool open_file(storage::Reader& reader, Part& part);
  void count(const std::string& piece);
  std::string ending();

  const Wish wish;
  const std::unique_ptr<Document> document;
  std::unique_ptr<Retelling> retelling;  // once begun
  std::string title;
  std::deque<Part> parts;
  std::uint64_t after_id = before_all_messages, last_id = 0;
  bool has_all_messages = false, is_over = false;
  std::uint64_t inside_bytes_left;
  Numbers numbers;
  crypto_hash_sha256_state hash;
};

ThreadExport::ThreadExport(const Wish& wish) : state_(std::make_unique<State>(wish)) {}
ThreadExport::~ThreadExport() = default;

std::string ThreadExport::file_name() const {
  return file_name_of(state_->title, state_->wish.format == Format::html ? ".html" : ".md");
}

std::optional<std::string> ThreadExport::next(storage::Reader& reader) {
  State& state = *state_;
  if (state.is_over) return std::string();
  if (state.retelling == nullptr && !state.begin(reader)) return std::nullopt;
  std::string piece;
  while (piece.size() < piece_bytes) {
    if (!state.parts.empty()) {
      piece += state.take_part(reader);
    } else if (state.has_all_messages) {
      state.is_over = true;
      state.count(piece);
      return piece + state.ending();
    } else if (!state.load_page(reader)) {
      return std::nullopt;
    }
  }
  state.count(piece);
  return piece;
}

bool ThreadExport::State::begin(storage::Reader& reader) {
  v1::GetThread query;
  query.set_thread_id(wish.thread_id);
  v1::ThreadAnswer answer;
  std::uint64_t as_of_seq = 0;
  if (!reader.thread(wish.member_id, query, answer, as_of_seq)) return false;
  const v1::Thread& thread = answer.row().thread();
  retelling = std::make_unique<Retelling>(reader, wish.member_id, wish.language);
  title = thread.title();
  last_id = thread.last_message_id();
  add_text(document->head(retelling->heading(reader, thread)));
  return true;
}

bool ThreadExport::State::load_page(storage::Reader& reader) {
  v1::GetHistory query;
  query.set_thread_id(wish.thread_id);
  query.set_after_id(after_id);
  query.set_limit(page_messages);
  v1::History page;
  std::uint64_t as_of_seq = 0;
  if (!reader.history(wish.member_id, query, page, as_of_seq)) return false;
  has_all_messages = !page.more_after();
  for (const v1::Message& message : page.messages()) {
    after_id = message.id();
    has_all_messages = has_all_messages || message.id() >= last_id;
    if (message.id() <= last_id) add_message(reader, message, page);
  }
  if (has_all_messages) add_text(document->foot());
  return true;
}

void ThreadExport::State::add_message(storage::Reader& reader, const v1::Message& message, const v1::History& page) {
  ++numbers.messages;
  if (message.redacted()) ++numbers.erased;
  add_text(document->message(retelling->said(reader, message, page)));
  for (int position = 0; position < message.attachments_size(); ++position) {
    ++numbers.files;
    FileLine line = line_of(message.attachments(position));
    if (line.size_bytes > inside_bytes_left) {
      add_text(document->file(line));
      continue;
    }
    inside_bytes_left -= line.size_bytes;
    parts.push_back({.text = {},
                     .message_id = message.id(),
                     .position = static_cast<std::uint32_t>(position),
                     .file = std::move(line),
                     .content = {}});
  }
  add_text(document->end_message());
}

std::string ThreadExport::State::take_part(storage::Reader& reader) {
  if (parts.front().file) return take_file_piece(reader);
  std::string text = std::move(parts.front().text);
  parts.pop_front();
  return text;
}

// False: it was erased since its message was loaded, or it is damaged; then it is only named.
bool ThreadExport::State::open_file(storage::Reader& reader, Part& part) {
  storage::CarriedFile carried;
  try {
    if (!reader.attachment(wish.member_id, part.message_id, part.position, carried)) return false;
  } catch (const storage::StorageError& error) {
    if (error.kind != storage::StorageError::Kind::corrupt) throw;
    return false;
  }
  part.content = std::move(carried.content);
  return true;
}

std::string ThreadExport::State::take_file_piece(storage::Reader& reader) {
  Part& part = parts.front();
  std::string text;
  if (!part.content) {
    if (!open_file(reader, part)) {
      text = document->file(*part.file);
      parts.pop_front();
      return text;
    }
    ++numbers.files_inside;
    text = document->begin_file(*part.file);
  }
  const std::string bytes = part.content->read_at(part.offset, file_piece_bytes);
  part.offset += bytes.size();
  text += base64(bytes);
  if (bytes.size() < file_piece_bytes) {
    text += document->end_file(*part.file);
    parts.pop_front();
  }
  return text;
}

void ThreadExport::State::count(const std::string& piece) {
  numbers.content_bytes += piece.size();
  crypto_hash_sha256_update(&hash, reinterpret_cast<const unsigned char*>(piece.data()), piece.size());
}

std::string ThreadExport::State::ending() {
  std::string sum(storage::file_hash_bytes, '\0');
  crypto_hash_sha256_final(&hash, reinterpret_cast<unsigned char*>(sum.data()));
  numbers.content_sha256_hex = hex_of(sum);
  numbers.exported_at = retelling->calendar().moment(wish.now);
  numbers.zone = retelling->calendar().zone();
  return document->ending(numbers);
}

}  // namespace ramure::files
