"""Files that a browser sends: kept in memory until they are sealed, never written down as they came."""

from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST = 8 * 1024 * 1024 + 1  # bytes in one request: one more than the largest photograph, so that too large stays so


class InMemory(FileUploadHandler):
    """Keep the files of a request in memory. What goes beyond the limit is read and thrown away."""

    room = MOST

    def new_file(self, *args: object, **given: object) -> None:
        """Begin a file."""
        super().new_file(*args, **given)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece of it, as far as there is room."""
        self.kept.write(raw_data[: self.room])
        self.room = max(0, self.room - len(raw_data))

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Return the file."""
        size = self.kept.tell()
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept, self.field_name, self.file_name, self.content_type, size, self.charset, self.content_type_extra
        )
