"""The scripted model with the tensors of Triton's vLLM backend."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3]))

from scripted import ScriptedModel, VllmTensors


class TritonPythonModel(ScriptedModel):
    tensors = VllmTensors
