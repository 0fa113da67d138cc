@echo off
rem Starts the program. The first start sets up everything it needs.
setlocal
set "ROOT=%~dp0"
set "PYTHON=%ROOT%.venv\Scripts\python.exe"
set PYTHONUTF8=1
if not exist "%PYTHON%" goto set_up
rem The stamp is a copy of the pinned versions: one compare tells whether they are installed.
fc /b "%ROOT%constraints.txt" "%ROOT%.venv\set-up-run" >nul 2>&1
if %ERRORLEVEL% == 0 goto start
:set_up
call "%ROOT%tools\set_up.cmd" run
if errorlevel 1 exit /b 2
:start
"%PYTHON%" "%ROOT%main.py" %*
exit /b %ERRORLEVEL%
